// Reads a model twice with Microsoft's library, as TMDL (a folder) and as JSON (a file), and writes
// what it understood of each as JSON (two files).
using System.IO;
using Microsoft.AnalysisServices.Tabular;

class CompareModels
{
    static void Main(string[] paths)
    {
        var text = TmdlSerializer.DeserializeDatabaseFromFolder(paths[0]);
        var json = JsonSerializer.DeserializeDatabase(File.ReadAllText(paths[1]));
        File.WriteAllText(paths[2], JsonSerializer.SerializeDatabase(text));
        File.WriteAllText(paths[3], JsonSerializer.SerializeDatabase(json));
    }
}
