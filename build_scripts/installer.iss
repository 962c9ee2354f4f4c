; The installer for Windows, made with Inno Setup 6. Not run by us so far: we had no Windows.
; build.py calls: ISCC /DVersion=... /DSource=...\dist\CRRI /DOutput=...\dist /DName=... installer.iss
[Setup]
AppId={{6C8E1D2A-6C0B-4A51-9C56-0B7E5B1A6B58}
AppName=CRRI
AppVersion={#Version}
AppPublisher=CRRI
DefaultDirName={autopf}\CRRI
DefaultGroupName=CRRI
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesEnvironment=yes
Compression=lzma2
SolidCompression=yes
LicenseFile={#Source}\LICENSE.txt
OutputDir={#Output}
OutputBaseFilename={#Name}
SetupIconFile={#Source}\crri.ico
UninstallDisplayIcon={app}\CRRI.exe
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "pt_BR"; MessagesFile: "compiler:Languages\BrazilianPortuguese.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "crri: PATH"; Flags: unchecked

[InstallDelete]
; Of a former version nothing stays that this one does not bring.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\LICENSES"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\CRRI"; Filename: "{app}\CRRI.exe"
Name: "{autodesktop}\CRRI"; Filename: "{app}\CRRI.exe"; Tasks: desktopicon

[Registry]
; Only for the user who installs; where the folder is there already nothing is added.
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; \
  ValueData: "{olddata};{app}\bin"; Tasks: path; Check: NotInPath

[Run]
Filename: "{app}\CRRI.exe"; Description: "{cm:LaunchProgram,CRRI}"; Flags: nowait postinstall skipifsilent

[Code]
function NotInPath: Boolean;
var
  Path: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + Lowercase(ExpandConstant('{app}\bin')) + ';', ';' + Lowercase(Path) + ';') = 0;
end;
