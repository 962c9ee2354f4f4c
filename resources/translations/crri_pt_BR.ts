<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About CRRI</source>
        <translation>Sobre o CRRI</translation>
    </message>
    <message>
        <source>CRRI: Customer Revenue &amp; Retention Intelligence</source>
        <translation>CRRI: Customer Revenue &amp; Retention Intelligence</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>BackupsCard</name>
    <message>
        <source>Former sets</source>
        <translation>Conjuntos anteriores</translation>
    </message>
    <message>
        <source>Restore this set…</source>
        <translation>Restaurar este conjunto…</translation>
    </message>
    <message>
        <source>The way back</source>
        <translation>O caminho de volta</translation>
    </message>
    <message>
        <source>Every publication keeps the set it replaced. Restoring one keeps the set of today in turn.</source>
        <translation>Cada publicação guarda o conjunto que substituiu. Ao restaurar um deles, o conjunto atual também é guardado.</translation>
    </message>
    <message>
        <source>replaced {when}, {count} files</source>
        <translation>substituído em {when}, {count} arquivos</translation>
    </message>
    <message>
        <source>replaced {when}: {orders} orders, revenue {revenue}</source>
        <translation>substituído em {when}: {orders} pedidos, receita {revenue}</translation>
    </message>
    <message>
        <source>Restore a former set</source>
        <translation>Restaurar um conjunto anterior</translation>
    </message>
    <message>
        <source>Put this set in place of what is published now?</source>
        <translation>Colocar este conjunto no lugar do que está publicado agora?</translation>
    </message>
    <message>
        <source>{set}. What is published now is kept as the newest former set.</source>
        <translation>{set}. O que está publicado agora fica guardado como o conjunto anterior mais recente.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Deixar como está</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Restaurando</translation>
    </message>
    <message>
        <source>Restored: {set}.</source>
        <translation>Restaurado: {set}.</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Sorting and filtering</source>
        <translation>Ordenando e filtrando</translation>
    </message>
    <message>
        <source>Listing values</source>
        <translation>Listando os valores</translation>
    </message>
    <message>
        <source>Looking at {column}</source>
        <translation>Examinando {column}</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Pesquisando</translation>
    </message>
    <message>
        <source>Adding up the selection</source>
        <translation>Somando a seleção</translation>
    </message>
    <message>
        <source>{count} cells are too many to copy (up to {limit}). Export them instead.</source>
        <translation>{count} células são demais para copiar (limite: {limit}). Exporte-as.</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Copiando</translation>
    </message>
    <message>
        <source>Exporting {file}</source>
        <translation>Exportando {file}</translation>
    </message>
    <message>
        <source>{rows} rows were exported to {file}.</source>
        <translation>{rows} linhas foram exportadas para {file}.</translation>
    </message>
    <message>
        <source>The export to {file} was cancelled; nothing was written.</source>
        <translation>A exportação para {file} foi cancelada; nada foi gravado.</translation>
    </message>
</context>
<context>
    <name>CellMenu</name>
    <message>
        <source>Only rows with this value</source>
        <translation>Somente linhas com este valor</translation>
    </message>
    <message>
        <source>All rows but those with this value</source>
        <translation>Todas as linhas menos as com este valor</translation>
    </message>
    <message>
        <source>Filter {column}…</source>
        <translation>Filtrar {column}…</translation>
    </message>
    <message>
        <source>Sort by {column}, smallest first</source>
        <translation>Ordenar por {column}, do menor para o maior</translation>
    </message>
    <message>
        <source>Sort by {column}, largest first</source>
        <translation>Ordenar por {column}, do maior para o menor</translation>
    </message>
    <message>
        <source>Do not sort</source>
        <translation>Não ordenar</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>Copiar com cabeçalhos</translation>
    </message>
    <message>
        <source>Hide {column}</source>
        <translation>Ocultar {column}</translation>
    </message>
    <message>
        <source>What does {column} mean?</source>
        <translation>O que significa {column}?</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Filter the page by this</source>
        <translation>Filtrar a página por isto</translation>
    </message>
    <message>
        <source>Show the rows in Tables</source>
        <translation>Mostrar as linhas em Tabelas</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>What does {name} mean?</source>
        <translation>O que significa {name}?</translation>
    </message>
    <message>
        <source>What can be done with the chart {title}</source>
        <translation>O que pode ser feito com o gráfico {title}</translation>
    </message>
    <message>
        <source>Save or copy this chart</source>
        <translation>Salvar ou copiar este gráfico</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Salvar como PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Salvar como SVG…</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>Copiar os valores</translation>
    </message>
    <message>
        <source>The values of the chart are copied.</source>
        <translation>Os valores do gráfico foram copiados.</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>Imagem PNG (*.png)</translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation>Imagem SVG (*.svg)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Salvar o gráfico</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Salvo em {path}.</translation>
    </message>
</context>
<context>
    <name>ChecksPage</name>
    <message>
        <source>Can the data be trusted?</source>
        <translation>Os dados são confiáveis?</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Apontamentos</translation>
    </message>
    <message>
        <source>Does it add up?</source>
        <translation>As contas fecham?</translation>
    </message>
    <message>
        <source>Nothing was checked yet</source>
        <translation>Nada foi verificado ainda</translation>
    </message>
    <message>
        <source>A run reads every row, looks for damage, duplicates and orphans, and reconciles every cent. Nothing is published by it.</source>
        <translation>Uma execução lê todas as linhas, procura danos, duplicatas e registros órfãos e concilia cada centavo. Ela não publica nada.</translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation>Ir para Executar</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>O que foi encontrado</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Quantidade</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Proporção</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Look at the rejected rows</source>
        <translation>Ver as linhas rejeitadas</translation>
    </message>
    <message>
        <source>Export the rejects…</source>
        <translation>Exportar os rejeitados…</translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation>Mostrar as linhas</translation>
    </message>
    <message>
        <source>These checks are from before your last change.</source>
        <translation>Estas verificações são anteriores à sua última alteração.</translation>
    </message>
    <message>
        <source>Run again (Ctrl+R) to bring them up to date.</source>
        <translation>Execute novamente (Ctrl+R) para atualizá-las.</translation>
    </message>
    <message>
        <source>✕ The sums do not agree: nothing can be published.</source>
        <translation>✕ As somas não batem: nada pode ser publicado.</translation>
    </message>
    <message>
        <source>The statement in question is marked below. Please report it.</source>
        <translation>O demonstrativo em questão está marcado abaixo. Por favor, reporte-o.</translation>
    </message>
    <message>
        <source>✕ Errors that keep the outputs from being published: {count}.</source>
        <translation>✕ Erros que impedem a publicação das saídas: {count}.</translation>
    </message>
    <message>
        <source>Each says what to do. Correct the export or your choices and run again.</source>
        <translation>Cada um diz o que fazer. Corrija a exportação ou as suas escolhas e execute novamente.</translation>
    </message>
    <message>
        <source>▲ Usable, with warnings to know about: {count}.</source>
        <translation>▲ Utilizável, com avisos a considerar: {count}.</translation>
    </message>
    <message>
        <source>Every statement adds up to the cent.</source>
        <translation>Todos os demonstrativos fecham até o centavo.</translation>
    </message>
    <message>
        <source>The statements add up as far as amounts could be read.</source>
        <translation>Os demonstrativos fecham até onde os valores puderam ser lidos.</translation>
    </message>
    <message>
        <source>✓ No error and no warning.</source>
        <translation>✓ Nenhum erro e nenhum aviso.</translation>
    </message>
    <message>
        <source>error</source>
        <translation>erro</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>aviso</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>For example: {examples}</source>
        <translation>Por exemplo: {examples}</translation>
    </message>
    <message>
        <source>Looking up the rows</source>
        <translation>Buscando as linhas</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabela (*.csv)</translation>
    </message>
    <message>
        <source>Export the rejects</source>
        <translation>Exportar os rejeitados</translation>
    </message>
    <message>
        <source>Exporting the rejects</source>
        <translation>Exportando os rejeitados</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>{file} salvo.</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Limpar tudo</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>Limpar todos os filtros</translation>
    </message>
    <message>
        <source>Change the filter: {filter}</source>
        <translation>Alterar o filtro: {filter}</translation>
    </message>
    <message>
        <source>Change this filter</source>
        <translation>Alterar este filtro</translation>
    </message>
    <message>
        <source>Remove the filter: {filter}</source>
        <translation>Remover o filtro: {filter}</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Remover este filtro</translation>
    </message>
</context>
<context>
    <name>ColumnBox</name>
    <message>
        <source>Columns to show</source>
        <translation>Colunas a mostrar</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colunas</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Padrão</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>ColumnHeader</name>
    <message>
        <source>{kind} · {percent} filled</source>
        <translation>{kind} · {percent} com valor</translation>
    </message>
    <message>
        <source>no rows</source>
        <translation>nenhuma linha</translation>
    </message>
    <message>
        <source>≈ {count}</source>
        <translation>≈ {count}</translation>
    </message>
    <message>
        <source>{count} distinct</source>
        <translation>{count} distintos</translation>
    </message>
    <message>
        <source>all different</source>
        <translation>todos diferentes</translation>
    </message>
    <message>
        <source>many different</source>
        <translation>muitos diferentes</translation>
    </message>
    <message>
        <source>nothing filled</source>
        <translation>nada preenchido</translation>
    </message>
    <message>
        <source>Unit: {unit}</source>
        <translation>Unidade: {unit}</translation>
    </message>
    <message>
        <source>Here: {values}: {count} rows</source>
        <translation>Aqui: {values}: {count} linhas</translation>
    </message>
    <message>
        <source>{filled} filled, {blank} blank, {facts}</source>
        <translation>{filled} preenchidos, {blank} em branco, {facts}</translation>
    </message>
    <message>
        <source>From {low} to {high}</source>
        <translation>De {low} a {high}</translation>
    </message>
    <message>
        <source>Average {mean}</source>
        <translation>Média {mean}</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>What changes, by table</source>
        <translation>O que muda, por tabela</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicado</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Calculado</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Diferença</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Situação</translation>
    </message>
    <message>
        <source>Months that change</source>
        <translation>Meses que mudam</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mês</translation>
    </message>
    <message>
        <source>Customers whose segment changes</source>
        <translation>Clientes cujo segmento muda</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Meses</translation>
    </message>
    <message>
        <source>Segments: from the left (published) to the top (computed)</source>
        <translation>Segmentos: da esquerda (publicado) para o topo (calculado)</translation>
    </message>
    <message>
        <source>Comparing with what is published…</source>
        <translation>Comparando com o que está publicado…</translation>
    </message>
    <message>
        <source>Nothing is published in this folder yet.</source>
        <translation>Nada foi publicado nesta pasta ainda.</translation>
    </message>
    <message>
        <source>The CSVs, the rejects and the manifest will be new.</source>
        <translation>Os CSVs, os rejeitados e o manifesto serão novos.</translation>
    </message>
    <message>
        <source>Publishing changes this:</source>
        <translation>Publicar muda o seguinte:</translation>
    </message>
    <message>
        <source>✕ The published files differ from the contract; a refresh would break.</source>
        <translation>✕ Os arquivos publicados diferem do contrato; uma atualização falharia.</translation>
    </message>
    <message>
        <source>{table}: rows</source>
        <translation>{table}: linhas</translation>
    </message>
    <message>
        <source>✕ differs from the contract</source>
        <translation>✕ difere do contrato</translation>
    </message>
    <message>
        <source>same file</source>
        <translation>mesmo arquivo</translation>
    </message>
    <message>
        <source>new</source>
        <translation>novo</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>muda</translation>
    </message>
    <message>
        <source>comes</source>
        <translation>entra</translation>
    </message>
    <message>
        <source>▲ goes</source>
        <translation>▲ sai</translation>
    </message>
    <message>
        <source>restated</source>
        <translation>recalculado</translation>
    </message>
    <message>
        <source>{added} customers come, {removed} go.</source>
        <translation>{added} clientes entram, {removed} saem.</translation>
    </message>
    <message>
        <source>Values and rows that differ</source>
        <translation>Valores e linhas que diferem</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Coluna</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>Diferem</translation>
    </message>
    <message>
        <source>Greatest difference</source>
        <translation>Maior diferença</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>Por exemplo</translation>
    </message>
    <message>
        <source>Values and rows</source>
        <translation>Valores e linhas</translation>
    </message>
    <message>
        <source>▲ The published files have just been changed by something else.</source>
        <translation>▲ Os arquivos publicados acabam de ser alterados por outra coisa.</translation>
    </message>
    <message>
        <source>Compare again to see what would change now.</source>
        <translation>Compare de novo para ver o que mudaria agora.</translation>
    </message>
    <message>
        <source>✓ Nothing changes: all tables are the same, byte for byte.</source>
        <translation>✓ Nada muda: todas as tabelas são iguais, byte a byte.</translation>
    </message>
    <message>
        <source>No number changes, only how files are written:</source>
        <translation>Nenhum número muda, só a forma em que os arquivos estão escritos:</translation>
    </message>
    <message>
        <source>▲ This looks like another shop than the published one.</source>
        <translation>▲ Isto parece ser outra loja, e não a publicada.</translation>
    </message>
    <message>
        <source>▲ What is published is not to be trusted.</source>
        <translation>▲ O que está publicado não é de confiança.</translation>
    </message>
    <message>
        <source>only written differently</source>
        <translation>só escrito de outra forma</translation>
    </message>
    <message>
        <source>{table}: rows that come</source>
        <translation>{table}: linhas que chegam</translation>
    </message>
    <message>
        <source>{table}: rows that go</source>
        <translation>{table}: linhas que saem</translation>
    </message>
</context>
<context>
    <name>DashboardPage</name>
    <message>
        <source>No results yet</source>
        <translation>Nenhum resultado ainda</translation>
    </message>
    <message>
        <source>The dashboard shows revenue, retention, segments and operations as soon as the raw folder has been computed.</source>
        <translation>O painel mostra receita, retenção, segmentos e operações assim que a pasta de dados brutos for calculada.</translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation>Ir para Executar</translation>
    </message>
    <message>
        <source>Pages of the dashboard</source>
        <translation>Páginas do painel</translation>
    </message>
    <message>
        <source>Report  ▾</source>
        <translation>Relatório  ▾</translation>
    </message>
    <message>
        <source>Print or save all four pages</source>
        <translation>Imprimir ou salvar as quatro páginas</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Salvar como PDF…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Painel</translation>
    </message>
    <message>
        <source>Executive Overview</source>
        <translation>Visão executiva</translation>
    </message>
    <message>
        <source>Retention &amp;&amp; Cohorts</source>
        <translation>Retenção e coortes</translation>
    </message>
    <message>
        <source>Customer Segmentation</source>
        <translation>Segmentação de clientes</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operações</translation>
    </message>
    <message>
        <source>Reading what there is to filter by</source>
        <translation>Lendo as opções de filtro</translation>
    </message>
    <message>
        <source>These numbers are of the last run.</source>
        <translation>Estes números são da última execução.</translation>
    </message>
    <message>
        <source>Folder or definitions have changed since; run again to see the new ones.</source>
        <translation>A pasta ou as definições mudaram desde então; execute novamente para ver os novos.</translation>
    </message>
    <message>
        <source>Updating…</source>
        <translation>Atualizando…</translation>
    </message>
    <message>
        <source>Computing the dashboard</source>
        <translation>Calculando o painel</translation>
    </message>
    <message>
        <source>Save the four pages</source>
        <translation>Salvar as quatro páginas</translation>
    </message>
    <message>
        <source>CRRI dashboard.pdf</source>
        <translation>Painel CRRI.pdf</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>Documento PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Salvo em {path}.</translation>
    </message>
</context>
<context>
    <name>DefinitionsPage</name>
    <message>
        <source>Preset</source>
        <translation>Predefinição</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>Voltar à predefinição</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Carregar…</translation>
    </message>
    <message>
        <source>Load definitions</source>
        <translation>Carregar definições</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>Save definitions</source>
        <translation>Salvar definições</translation>
    </message>
    <message>
        <source>What the numbers mean</source>
        <translation>O que os números significam</translation>
    </message>
    <message>
        <source>Every run records these definitions with its results. A change marks the results as out of date until the next run.</source>
        <translation>Cada execução registra estas definições com os resultados. Uma alteração marca os resultados como desatualizados até a próxima execução.</translation>
    </message>
    <message>
        <source>Which orders count</source>
        <translation>Quais pedidos contam</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>Delivery and reviews</source>
        <translation>Entrega e avaliações</translation>
    </message>
    <message>
        <source>Scores and segments</source>
        <translation>Pontuações e segmentos</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mais</translation>
    </message>
    <message>
        <source>Most rejected rows</source>
        <translation>Máximo de linhas rejeitadas</translation>
    </message>
    <message>
        <source>Most rejected money</source>
        <translation>Máximo de valor rejeitado</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Beyond these shares of rows that cannot be read, or of their money, nothing is published.</source>
        <translation>Acima destas proporções de linhas que não podem ser lidas, ou do valor delas, nada é publicado.</translation>
    </message>
    <message>
        <source>Rejected rows of a table</source>
        <translation>Linhas rejeitadas de uma tabela</translation>
    </message>
    <message>
        <source>Rejected money</source>
        <translation>Valor rejeitado</translation>
    </message>
    <message>
        <source>Different from the preset: {names}.</source>
        <translation>Diferente da predefinição: {names}.</translation>
    </message>
    <message>
        <source>Nothing differs from the preset.</source>
        <translation>Nada difere da predefinição.</translation>
    </message>
    <message>
        <source>▲ The results are out of date: run again (Ctrl+R).</source>
        <translation>▲ Os resultados estão desatualizados: execute novamente (Ctrl+R).</translation>
    </message>
    <message>
        <source>Definitions (*.toml)</source>
        <translation>Definições (*.toml)</translation>
    </message>
    <message>
        <source>Loaded {file}.</source>
        <translation>{file} carregado.</translation>
    </message>
    <message>
        <source>The definitions cannot be written: {why}.</source>
        <translation>As definições não podem ser gravadas: {why}.</translation>
    </message>
    <message>
        <source>Choose a folder you may write to.</source>
        <translation>Escolha uma pasta em que você possa gravar.</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>{file} salvo.</translation>
    </message>
</context>
<context>
    <name>ExceptionHook</name>
    <message>
        <source>showing the window</source>
        <translation>exibindo a janela</translation>
    </message>
</context>
<context>
    <name>ExecutiveTab</name>
    <message>
        <source>Total Revenue by month</source>
        <translation>Total Revenue por mês</translation>
    </message>
    <message>
        <source>Total Revenue by state</source>
        <translation>Total Revenue por estado</translation>
    </message>
    <message>
        <source>Click a state to filter the page; double-click to see its orders.</source>
        <translation>Clique em um estado para filtrar a página; clique duas vezes para ver os pedidos.</translation>
    </message>
    <message>
        <source>Executive Overview</source>
        <translation>Visão executiva</translation>
    </message>
    <message>
        <source>Total Revenue {amount}</source>
        <translation>Total Revenue: {amount}</translation>
    </message>
    <message>
        <source>Total Orders {orders}, Active Customers {customers}</source>
        <translation>Total Orders: {orders}, Active Customers: {customers}</translation>
    </message>
    <message>
        <source>MoM Growth {share}</source>
        <translation>MoM Growth: {share}</translation>
    </message>
    <message>
        <source>{share} of all states</source>
        <translation>{share} de todos os estados</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>From month</source>
        <translation>Do mês</translation>
    </message>
    <message>
        <source>To month</source>
        <translation>Até o mês</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Redefinir</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;De</translation>
    </message>
    <message>
        <source>&amp;to</source>
        <translation>a&amp;té</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>(em branco)</translation>
    </message>
    <message>
        <source>Payment type: all</source>
        <translation>Pagamento: todos</translation>
    </message>
    <message>
        <source>Payment type: {names}</source>
        <translation>Pagamento: {names}</translation>
    </message>
    <message>
        <source>Take state {state} out of the filter</source>
        <translation>Tirar o estado {state} do filtro</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>e mais {count}</translation>
    </message>
</context>
<context>
    <name>FilterBox</name>
    <message>
        <source>Filter of a column</source>
        <translation>Filtro de uma coluna</translation>
    </message>
    <message>
        <source>Kind of filter</source>
        <translation>Tipo de filtro</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>Clear this filter</source>
        <translation>Limpar este filtro</translation>
    </message>
    <message>
        <source>Search the values</source>
        <translation>Pesquisar os valores</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a pesquisa</translation>
    </message>
    <message>
        <source>Only these</source>
        <translation>Somente estes</translation>
    </message>
    <message>
        <source>All but these</source>
        <translation>Todos menos estes</translation>
    </message>
    <message>
        <source>Values and their rows</source>
        <translation>Valores e suas linhas</translation>
    </message>
    <message>
        <source>Text that the values contain</source>
        <translation>Texto que os valores contêm</translation>
    </message>
    <message>
        <source>Rows whose value contains (case does not matter):</source>
        <translation>Linhas cujo valor contém (maiúsculas e minúsculas não importam):</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>up to (both included)</source>
        <translation>até (ambos incluídos)</translation>
    </message>
    <message>
        <source>Only rows where it is filled</source>
        <translation>Somente linhas em que há valor</translation>
    </message>
    <message>
        <source>Only rows where it is blank</source>
        <translation>Somente linhas em que está em branco</translation>
    </message>
    <message>
        <source>Filter {column}</source>
        <translation>Filtrar {column}</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>Contains</source>
        <translation>Contém</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>De – até</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>Em branco</translation>
    </message>
    <message>
        <source>The values go from {low} to {high}.</source>
        <translation>Os valores vão de {low} a {high}.</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>(em branco)</translation>
    </message>
    <message>
        <source>The {shown} most frequent of {total} values; search for others.</source>
        <translation>Os {shown} mais frequentes de {total} valores; pesquise para ver outros.</translation>
    </message>
    <message>
        <source>No such value.</source>
        <translation>Nenhum valor assim.</translation>
    </message>
    <message>
        <source>The first bound is above the second one.</source>
        <translation>O primeiro limite é maior que o segundo.</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation>Localizar (Ctrl+F)</translation>
    </message>
    <message>
        <source>Find in the rows</source>
        <translation>Localizar nas linhas</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a pesquisa</translation>
    </message>
    <message>
        <source>Find the previous one (Shift+F3)</source>
        <translation>Localizar o anterior (Shift+F3)</translation>
    </message>
    <message>
        <source>Find the next one (F3)</source>
        <translation>Localizar o próximo (F3)</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>{rows} rows</source>
        <translation>{rows} linhas</translation>
    </message>
    <message>
        <source>{rows} of {total} rows</source>
        <translation>{rows} de {total} linhas</translation>
    </message>
    <message>
        <source>{text}; the first {offered} can be scrolled to</source>
        <translation>{text}; é possível rolar até as primeiras {offered}</translation>
    </message>
    <message>
        <source>Sorting and filtering…</source>
        <translation>Ordenando e filtrando…</translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation>cerca de {count}</translation>
    </message>
    <message>
        <source>{column}: {count} filled</source>
        <translation>{column}: {count} preenchidos</translation>
    </message>
    <message>
        <source>{count} distinct</source>
        <translation>{count} distintos</translation>
    </message>
    <message>
        <source>sum {value}</source>
        <translation>soma {value}</translation>
    </message>
    <message>
        <source>average {value}</source>
        <translation>média {value}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>blank</source>
        <translation>em branco</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Rows of the table</source>
        <translation>Linhas da tabela</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Scroll the months</source>
        <translation>Rolar os meses</translation>
    </message>
    <message>
        <source>Scroll the cohorts</source>
        <translation>Rolar as coortes</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>Coorte</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>first month</source>
        <translation>primeiro mês</translation>
    </message>
    <message>
        <source>observed, nobody came back</source>
        <translation>observado, ninguém voltou</translation>
    </message>
    <message>
        <source>{share} and more</source>
        <translation>{share} ou mais</translation>
    </message>
    <message>
        <source>not yet observed</source>
        <translation>ainda não observado</translation>
    </message>
    <message>
        <source>partial or stray month</source>
        <translation>mês parcial ou isolado</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <source>Parts of the help</source>
        <translation>Partes da ajuda</translation>
    </message>
    <message>
        <source>Find in the help</source>
        <translation>Localizar na ajuda</translation>
    </message>
    <message>
        <source>Find (Enter: next)</source>
        <translation>Localizar (Enter: próximo)</translation>
    </message>
    <message>
        <source>What every number means</source>
        <translation>O que cada número significa</translation>
    </message>
    <message>
        <source>Measures of the dashboard</source>
        <translation>Medidas do painel</translation>
    </message>
    <message>
        <source>Definitions and presets</source>
        <translation>Definições e predefinições</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Beside the outputs</source>
        <translation>Além das saídas</translation>
    </message>
    <message>
        <source>Named segments over five-point recency and frequency scores: {names}.</source>
        <translation>Segmentos nomeados sobre pontuações de cinco pontos de recência e frequência: {names}.</translation>
    </message>
    <message>
        <source>N-day repeat rate: the share of customers who bought again within {days} days of their first order, over customers observed that long.</source>
        <translation>Taxa de recompra em N dias: a proporção de clientes que compraram de novo em até {days} dias após o primeiro pedido, entre os clientes observados por esse tempo.</translation>
    </message>
    <message>
        <source>Unit: {unit}. Blank: {blank}.</source>
        <translation>Unidade: {unit}. Em branco: {blank}.</translation>
    </message>
    <message>
        <source>To the next or the former control</source>
        <translation>Para o controle seguinte ou o anterior</translation>
    </message>
    <message>
        <source>Within lists, tables, charts and the rail of steps</source>
        <translation>Dentro de listas, tabelas, gráficos e da barra de etapas</translation>
    </message>
    <message>
        <source>Find in the table that is shown</source>
        <translation>Localizar na tabela exibida</translation>
    </message>
    <message>
        <source>Copy what is selected, with its headers</source>
        <translation>Copiar o que está selecionado, com os cabeçalhos</translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>Choose or drop the folder of raw exports. Files are recognised by their columns: any names, any sub-folders, CSV (also gzipped), Parquet or Excel. Orders, customers and order items are needed; payments and reviews add columns; the other Olist tables are understood and not used.</source>
        <translation>Escolha ou solte a pasta das exportações brutas. Os arquivos são reconhecidos pelas colunas: quaisquer nomes, quaisquer subpastas, CSV (também com gzip), Parquet ou Excel. Pedidos, clientes e itens de pedido são necessários; pagamentos e avaliações acrescentam colunas; as demais tabelas da Olist são entendidas, mas não usadas.</translation>
    </message>
    <message>
        <source>Select a table to see its first rows. Where a file cannot be told apart, or is another one, point the table at it with “Use another file…”. Where dates could be day first or month first, the choice is yours: it is never guessed row by row.</source>
        <translation>Selecione uma tabela para ver as primeiras linhas. Quando não é possível identificar um arquivo, ou ele é outro, aponte a tabela para ele com “Usar outro arquivo…”. Quando as datas podem começar pelo dia ou pelo mês, a escolha é sua: isso nunca é adivinhado linha a linha.</translation>
    </message>
    <message>
        <source>After a run every finding stands here by severity, with count, share and money. Errors keep the outputs from being published; warnings are to be known about; notes explain.</source>
        <translation>Após uma execução, todos os apontamentos aparecem aqui por gravidade, com quantidade, proporção e valor. Erros impedem a publicação das saídas; avisos precisam ser considerados; notas explicam.</translation>
    </message>
    <message>
        <source>“Show the rows” opens the rows behind a finding as a table. Rows that could not be read are the rejects: each with file, line, column, value and reason.</source>
        <translation>“Mostrar as linhas” abre como tabela as linhas por trás de um apontamento. As linhas que não puderam ser lidas são os rejeitados: cada uma com arquivo, linha, coluna, valor e motivo.</translation>
    </message>
    <message>
        <source>The statements show that nothing was lost: what was in the raw files is what counts, plus what was left out and why, to the cent.</source>
        <translation>Os demonstrativos mostram que nada se perdeu: o que havia nos arquivos brutos é o que conta, mais o que ficou de fora e por quê, até o centavo.</translation>
    </message>
    <message>
        <source>Every number&apos;s meaning can be chosen here. “recommended” is the preset to decide by; “seed-notebook” shows what the method of the notebook that the project started from does to the numbers.</source>
        <translation>O significado de cada número pode ser escolhido aqui. “recommended” é a predefinição para tomar decisões; “seed-notebook” mostra o efeito, sobre os números, do método do notebook que deu origem ao projeto.</translation>
    </message>
    <message>
        <source>A change marks the results as out of date; run again to see it. Definitions can be saved to a file that the command line reads as well.</source>
        <translation>Uma alteração marca os resultados como desatualizados; execute novamente para vê-la. As definições podem ser salvas em um arquivo que a linha de comando também lê.</translation>
    </message>
    <message>
        <source>Ctrl+R reads, checks and computes in the background; the window stays usable. Cancel works at any moment and leaves nothing behind. Nothing is published by a run.</source>
        <translation>Ctrl+R lê, verifica e calcula em segundo plano; a janela continua utilizável. Cancelar funciona a qualquer momento e não deixa vestígios. Uma execução não publica nada.</translation>
    </message>
    <message>
        <source>The outputs, the rejected rows, and all raw orders with why each counts or not. A click on a head sorts; the funnel filters; Ctrl+F finds; Ctrl+C copies the selection with its heads; export saves what is seen.</source>
        <translation>As saídas, as linhas rejeitadas e todos os pedidos brutos, com o motivo de cada um contar ou não. Um clique no cabeçalho ordena; o funil filtra; Ctrl+F localiza; Ctrl+C copia a seleção com os cabeçalhos; a exportação salva o que se vê.</translation>
    </message>
    <message>
        <source>The four pages of the Power BI report, drawn by CRRI with the same names, measures and filters. Click a state, segment or cohort to see its rows in Tables. Charts can be saved as PNG or SVG, all pages as one PDF.</source>
        <translation>As quatro páginas do relatório do Power BI, desenhadas pelo CRRI com os mesmos nomes, medidas e filtros. Clique em um estado, segmento ou coorte para ver as linhas em Tabelas. Os gráficos podem ser salvos como PNG ou SVG; todas as páginas, em um único PDF.</translation>
    </message>
    <message>
        <source>In the heat map 0 % is a month in which nobody came back; a hatched cell is a month that is not observed yet; a marked month is not complete.</source>
        <translation>No mapa de calor, 0 % é um mês em que ninguém voltou; uma célula hachurada é um mês ainda não observado; um mês marcado não está completo.</translation>
    </message>
    <message>
        <source>Choose the folder of the .pbix or .pbip. Before anything is written the page shows what changes: rows, totals, months, customers whose segment changes, and in red what would break a refresh.</source>
        <translation>Escolha a pasta do .pbix ou .pbip. Antes de gravar qualquer coisa, a página mostra o que muda: linhas, totais, meses, clientes cujo segmento muda e, em vermelho, o que faria uma atualização falhar.</translation>
    </message>
    <message>
        <source>Publishing replaces all files or none. The former set is kept: “Restore this set…” brings it back. Then refresh in Power BI Desktop: Home, then Refresh.</source>
        <translation>Publicar substitui todos os arquivos ou nenhum. O conjunto anterior é guardado: “Restaurar este conjunto…” o traz de volta. Depois, atualize no Power BI Desktop: Página Inicial e, em seguida, Atualizar.</translation>
    </message>
</context>
<context>
    <name>LogDrawer</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>Copiar o log</translation>
    </message>
</context>
<context>
    <name>MeasureCard</name>
    <message>
        <source>What does {name} mean?</source>
        <translation>O que significa {name}?</translation>
    </message>
    <message>
        <source>{name}: {value} {unit}</source>
        <translation>{name}: {value} {unit}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Arquivo</translation>
    </message>
    <message>
        <source>&amp;Work</source>
        <translation>Açõ&amp;es</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>E&amp;xibir</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aj&amp;uda</translation>
    </message>
    <message>
        <source>&amp;Open raw folder…</source>
        <translation>&amp;Abrir pasta de dados brutos…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Abrir &amp;recente</translation>
    </message>
    <message>
        <source>Try the &amp;sample shop</source>
        <translation>Experimentar a loja de &amp;exemplo</translation>
    </message>
    <message>
        <source>&amp;Look into the folder again</source>
        <translation>&amp;Ler a pasta novamente</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Sair</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Executar</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>&amp;Publish…</source>
        <translation>&amp;Publicar…</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Cores do &amp;sistema</translation>
    </message>
    <message>
        <source>L&amp;ight colours</source>
        <translation>Cores &amp;claras</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>Cores &amp;escuras</translation>
    </message>
    <message>
        <source>Larger &amp;text</source>
        <translation>Texto &amp;maior</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Texto me&amp;nor</translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation>Texto n&amp;ormal</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation>Lo&amp;g</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como o sistema</translation>
    </message>
    <message>
        <source>&amp;Help on this page</source>
        <translation>&amp;Ajuda desta página</translation>
    </message>
    <message>
        <source>&amp;What every number means</source>
        <translation>O que cada &amp;número significa</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>Atalhos de &amp;teclado</translation>
    </message>
    <message>
        <source>&amp;About CRRI</source>
        <translation>&amp;Sobre o CRRI</translation>
    </message>
    <message>
        <source>The folder of raw exports</source>
        <translation>A pasta das exportações brutas</translation>
    </message>
    <message>
        <source>No folder was used yet</source>
        <translation>Nenhuma pasta foi usada ainda</translation>
    </message>
    <message>
        <source>The language changes when CRRI starts the next time.</source>
        <translation>O idioma muda na próxima vez que o CRRI for iniciado.</translation>
    </message>
</context>
<context>
    <name>NothingHere</name>
    <message>
        <source>Clear filters</source>
        <translation>Limpar os filtros</translation>
    </message>
</context>
<context>
    <name>OperationsTab</name>
    <message>
        <source>Avg Delivery Days by month</source>
        <translation>Avg Delivery Days por mês</translation>
    </message>
    <message>
        <source>Late Delivery Rate by month</source>
        <translation>Late Delivery Rate por mês</translation>
    </message>
    <message>
        <source>Avg Review Score by month</source>
        <translation>Avg Review Score por mês</translation>
    </message>
    <message>
        <source>Total Orders by payment type</source>
        <translation>Total Orders por tipo de pagamento</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operações</translation>
    </message>
    <message>
        <source>This page is filtered by month only.</source>
        <translation>Esta página é filtrada somente por mês.</translation>
    </message>
    <message>
        <source>Total Orders {orders}</source>
        <translation>Total Orders: {orders}</translation>
    </message>
    <message>
        <source>{share} of the orders</source>
        <translation>{share} dos pedidos</translation>
    </message>
    <message>
        <source>Total Revenue {amount}</source>
        <translation>Total Revenue: {amount}</translation>
    </message>
    <message>
        <source>of {count} orders judged</source>
        <translation>de {count} pedidos avaliados</translation>
    </message>
    <message>
        <source>1 more is overdue, not delivered</source>
        <translation>mais 1 está vencido e não foi entregue</translation>
    </message>
    <message>
        <source>{count} more are overdue, not delivered</source>
        <translation>mais {count} estão vencidos e não foram entregues</translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>{name}: the date</source>
        <translation>{name}: a data</translation>
    </message>
    <message>
        <source>{name}: your own</source>
        <translation>{name}: valor próprio</translation>
    </message>
    <message>
        <source>● changed</source>
        <translation>● alterado</translation>
    </message>
    <message>
        <source>Until it is filled in, what was chosen before holds.</source>
        <translation>Enquanto não for preenchido, vale o que estava escolhido antes.</translation>
    </message>
</context>
<context>
    <name>PowerBiCard</name>
    <message>
        <source>Write the Power BI project</source>
        <translation>Gravar o projeto do Power BI</translation>
    </message>
    <message>
        <source>With a template (.pbit), as an experiment</source>
        <translation>Com um modelo (.pbit), como experimento</translation>
    </message>
    <message>
        <source>One file that asks for the folder of the CSVs when it is opened. Nobody has opened it in Power BI Desktop yet: the project is the safe way.</source>
        <translation>Um arquivo que pergunta pela pasta dos CSVs ao ser aberto. Ninguém o abriu ainda no Power BI Desktop: o projeto é o caminho seguro.</translation>
    </message>
    <message>
        <source>Open the project</source>
        <translation>Abrir o projeto</translation>
    </message>
    <message>
        <source>Replace my changes…</source>
        <translation>Substituir minhas alterações…</translation>
    </message>
    <message>
        <source>Power BI project</source>
        <translation>Projeto do Power BI</translation>
    </message>
    <message>
        <source>Model, measures, four pages and theme beside the CSVs: open it in Power BI Desktop and choose Refresh. With it comes a script to present the numbers.</source>
        <translation>Modelo, medidas, quatro páginas e tema ao lado dos CSVs: abra-o no Power BI Desktop e escolha Atualizar. Com ele vem um roteiro para apresentar os números.</translation>
    </message>
    <message>
        <source>Choose the folder first.</source>
        <translation>Primeiro escolha a pasta.</translation>
    </message>
    <message>
        <source>Publish first: the project reads the CSVs.</source>
        <translation>Primeiro publique: o projeto lê os CSVs.</translation>
    </message>
    <message>
        <source>Writing the Power BI project</source>
        <translation>Gravando o projeto do Power BI</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> e mais {count}</translation>
    </message>
    <message>
        <source>You have changed these files; they are kept: {names}.</source>
        <translation>Você alterou estes arquivos; eles são mantidos: {names}.</translation>
    </message>
    <message>
        <source>The former project is in {folder}.</source>
        <translation>O projeto anterior está em {folder}.</translation>
    </message>
    <message>
        <source>The template {file} is an experiment.</source>
        <translation>O modelo {file} é um experimento.</translation>
    </message>
    <message>
        <source>Open it in Power BI Desktop and choose Home, then Refresh.</source>
        <translation>Abra-o no Power BI Desktop e escolha Página Inicial e, em seguida, Atualizar.</translation>
    </message>
    <message>
        <source>✓ The Power BI project is up to date.</source>
        <translation>✓ O projeto do Power BI está atualizado.</translation>
    </message>
    <message>
        <source>✓ The Power BI project is written: {file}.</source>
        <translation>✓ O projeto do Power BI foi gravado: {file}.</translation>
    </message>
    <message>
        <source>Write the project anew</source>
        <translation>Gravar o projeto de novo</translation>
    </message>
    <message>
        <source>Replace the project that is there, your changes too?</source>
        <translation>Substituir o projeto existente, incluindo as suas alterações?</translation>
    </message>
    <message>
        <source>What is there is kept below .crri, in the folder powerbi-backups.</source>
        <translation>O que existe fica guardado em .crri, na pasta powerbi-backups.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Substituir</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Deixar como está</translation>
    </message>
</context>
<context>
    <name>ProblemBar</name>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalhes</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Fechar esta mensagem</translation>
    </message>
</context>
<context>
    <name>PublishPage</name>
    <message>
        <source>Try again</source>
        <translation>Tentar novamente</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir a pasta</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>Copiar o caminho</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Comparar novamente</translation>
    </message>
    <message>
        <source>Compare and publish</source>
        <translation>Comparar e publicar</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Escolher pasta…</translation>
    </message>
    <message>
        <source>Recent targets</source>
        <translation>Destinos recentes</translation>
    </message>
    <message>
        <source>Proposed folder</source>
        <translation>Pasta proposta</translation>
    </message>
    <message>
        <source>Also one Excel workbook (crri_outputs.xlsx)</source>
        <translation>Também uma pasta de trabalho do Excel (crri_outputs.xlsx)</translation>
    </message>
    <message>
        <source>Former sets to keep</source>
        <translation>Conjuntos anteriores a guardar</translation>
    </message>
    <message>
        <source>The folder of your .pbix or .pbip</source>
        <translation>A pasta do seu .pbix ou .pbip</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>Nenhuma pasta escolhida ainda</translation>
    </message>
    <message>
        <source>Dashboards point at the five CSVs in it; they keep their names and place.</source>
        <translation>Os painéis do Power BI apontam para os cinco CSVs dela; eles mantêm o nome e o lugar.</translation>
    </message>
    <message>
        <source>Beside it: {files}</source>
        <translation>Ao lado: {files}</translation>
    </message>
    <message>
        <source>There is no .pbix or .pbip in this folder yet.</source>
        <translation>Ainda não há .pbix nem .pbip nesta pasta.</translation>
    </message>
    <message>
        <source>The run is still at work.</source>
        <translation>A execução ainda está em andamento.</translation>
    </message>
    <message>
        <source>Run the engine first (Ctrl+R).</source>
        <translation>Primeiro execute o motor (Ctrl+R).</translation>
    </message>
    <message>
        <source>Something has changed since the run: run again first (Ctrl+R).</source>
        <translation>Algo mudou desde a execução: primeiro execute novamente (Ctrl+R).</translation>
    </message>
    <message>
        <source>The checks found errors; nothing is published until they are gone.</source>
        <translation>As verificações encontraram erros; nada é publicado até que sejam resolvidos.</translation>
    </message>
    <message>
        <source>Choose the folder first.</source>
        <translation>Primeiro escolha a pasta.</translation>
    </message>
    <message>
        <source>Comparing with what is there…</source>
        <translation>Comparando com o que há lá…</translation>
    </message>
    <message>
        <source>What would change is to be seen first.</source>
        <translation>É preciso ver primeiro o que mudaria.</translation>
    </message>
    <message>
        <source>Publish to this folder</source>
        <translation>Publicar nesta pasta</translation>
    </message>
    <message>
        <source>No folder was used yet</source>
        <translation>Nenhuma pasta foi usada ainda</translation>
    </message>
    <message>
        <source>Take {folder}</source>
        <translation>Usar {folder}</translation>
    </message>
    <message>
        <source>Comparing with what is published</source>
        <translation>Comparando com o que está publicado</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Publicando</translation>
    </message>
    <message>
        <source>✓ Published to {folder}.</source>
        <translation>✓ Publicado em {folder}.</translation>
    </message>
    <message>
        <source>Now refresh in Power BI Desktop: Home, then Refresh.</source>
        <translation>Agora atualize no Power BI Desktop: Página Inicial e, em seguida, Atualizar.</translation>
    </message>
    <message>
        <source>The last run failed: run again first (Ctrl+R).</source>
        <translation>A última execução falhou: execute de novo primeiro (Ctrl+R).</translation>
    </message>
    <message>
        <source>Another shop</source>
        <translation>Outra loja</translation>
    </message>
    <message>
        <source>This looks like another shop than the published one. Publish over it?</source>
        <translation>Isto parece ser outra loja, e não a publicada. Publicar por cima?</translation>
    </message>
    <message>
        <source>Publish over it</source>
        <translation>Publicar por cima</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Deixar como está</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Customer Revenue &amp;
Retention Intelligence</source>
        <translation>Customer Revenue &amp;
Retention Intelligence</translation>
    </message>
    <message>
        <source>{step} (Alt+{number})</source>
        <translation>{step} (Alt+{number})</translation>
    </message>
    <message>
        <source>{step}: {state}</source>
        <translation>{step}: {state}</translation>
    </message>
</context>
<context>
    <name>RecordPanel</name>
    <message>
        <source>The whole row</source>
        <translation>A linha inteira</translation>
    </message>
    <message>
        <source>No row</source>
        <translation>Nenhuma linha</translation>
    </message>
    <message>
        <source>Move to a cell of the table to see its whole row here.</source>
        <translation>Vá até uma célula da tabela para ver aqui a linha inteira.</translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation>Linha {number}</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>em branco</translation>
    </message>
    <message>
        <source>{value}, exactly {exact}</source>
        <translation>{value}, exatamente {exact}</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>CRRI {version}</source>
        <translation>CRRI {version}</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Página {number} de {count}</translation>
    </message>
    <message>
        <source>{orders} orders of {customers} customers, last order on {date}</source>
        <translation>{orders} pedidos de {customers} clientes, último pedido em {date}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>sem filtro</translation>
    </message>
    <message>
        <source>Definitions: recommended</source>
        <translation>Definições: recommended</translation>
    </message>
    <message>
        <source>Definitions: recommended, but {own}</source>
        <translation>Definições: recommended, exceto {own}</translation>
    </message>
    <message>
        <source>CRRI dashboard</source>
        <translation>Painel CRRI</translation>
    </message>
</context>
<context>
    <name>RetentionTab</name>
    <message>
        <source>Retention by cohort</source>
        <translation>Retenção por coorte</translation>
    </message>
    <message>
        <source>Repeat Rate by month</source>
        <translation>Repeat Rate por mês</translation>
    </message>
    <message>
        <source>Repeat rate within N days</source>
        <translation>Taxa de recompra em N dias</translation>
    </message>
    <message>
        <source>By calendar month</source>
        <translation>Por mês do calendário</translation>
    </message>
    <message>
        <source>By months since the first order</source>
        <translation>Por meses desde o primeiro pedido</translation>
    </message>
    <message>
        <source>Columns of the cohort matrix</source>
        <translation>Colunas da matriz de coortes</translation>
    </message>
    <message>
        <source>Of the customers observed that long since their first order. Unfiltered.</source>
        <translation>Entre os clientes observados por esse tempo desde o primeiro pedido. Sem filtros.</translation>
    </message>
    <message>
        <source>Retention &amp; Cohorts</source>
        <translation>Retenção e coortes</translation>
    </message>
    <message>
        <source>The filters act on Repeat Rate, not on the cohorts.</source>
        <translation>Os filtros afetam Repeat Rate, não as coortes.</translation>
    </message>
    <message>
        <source>Repeat Rate {share}</source>
        <translation>Repeat Rate: {share}</translation>
    </message>
    <message>
        <source>of {count} active customers</source>
        <translation>de {count} clientes ativos</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} dias</translation>
    </message>
    <message>
        <source>Within {days} days</source>
        <translation>Em até {days} dias</translation>
    </message>
    <message>
        <source>{repeated} of {observed} customers observed that long</source>
        <translation>{repeated} de {observed} clientes observados por esse tempo</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>de {count}</translation>
    </message>
    <message>
        <source>1 month later</source>
        <translation>1 mês depois</translation>
    </message>
    <message>
        <source>Cohort {month}</source>
        <translation>Coorte {month}</translation>
    </message>
    <message>
        <source>{count} months later</source>
        <translation>{count} meses depois</translation>
    </message>
    <message>
        <source>not yet observed: the data ends before</source>
        <translation>ainda não observado: os dados terminam antes</translation>
    </message>
    <message>
        <source>{active} of {size} customers active</source>
        <translation>{active} de {size} clientes ativos</translation>
    </message>
    <message>
        <source>Retention Rate {share}</source>
        <translation>Retention Rate: {share}</translation>
    </message>
    <message>
        <source>{count} customers</source>
        <translation>{count} clientes</translation>
    </message>
    <message>
        <source>Enter or click shows them</source>
        <translation>Enter ou um clique os mostra</translation>
    </message>
    <message>
        <source>again within {days} days</source>
        <translation>de novo em até {days} dias</translation>
    </message>
    <message>
        <source>Late months have had less time for customers to come back. The dashed line gives all the same: of the customers who first bought in the month, those who bought again within {days} days, as far as observed.</source>
        <translation>Nos últimos meses os clientes tiveram menos tempo para voltar. A linha tracejada dá o mesmo tempo a todos: dos clientes que compraram pela primeira vez no mês, os que compraram de novo em até {days} dias, até onde foi observado.</translation>
    </message>
    <message>
        <source>not yet observed for {days} days</source>
        <translation>ainda não observado por {days} dias</translation>
    </message>
    <message>
        <source>{share} of {count} new customers again within {days} days</source>
        <translation>{share} de {count} clientes novos de novo em até {days} dias</translation>
    </message>
    <message>
        <source>Share of each cohort that ordered in the month. The filters of orders do not touch this matrix: a cohort is of all its customers. Cohorts and months under 5 % of the usual size have no colour.</source>
        <translation>Parte de cada coorte que comprou no mês. Os filtros de pedidos não atuam nesta matriz: uma coorte é de todos os seus clientes. Coortes e meses com menos de 5 % do tamanho usual não têm cor.</translation>
    </message>
</context>
<context>
    <name>RunHistory</name>
    <message>
        <source>Former runs</source>
        <translation>Execuções anteriores</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Raw folder</source>
        <translation>Pasta de dados brutos</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Receita</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duração</translation>
    </message>
    <message>
        <source>Published to</source>
        <translation>Publicado em</translation>
    </message>
    <message>
        <source>Compare the two that are selected</source>
        <translation>Comparar as duas selecionadas</translation>
    </message>
    <message>
        <source>Take its definitions again</source>
        <translation>Reutilizar as definições da execução</translation>
    </message>
    <message>
        <source>What differs between two runs</source>
        <translation>O que difere entre duas execuções</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>In the first</source>
        <translation>Na primeira</translation>
    </message>
    <message>
        <source>In the second</source>
        <translation>Na segunda</translation>
    </message>
    <message>
        <source>Run history</source>
        <translation>Histórico de execuções</translation>
    </message>
    <message>
        <source>Reading the history</source>
        <translation>Lendo o histórico</translation>
    </message>
    <message>
        <source>Definitions: {definitions}</source>
        <translation>Definições: {definitions}</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>recommended</translation>
    </message>
    <message>
        <source>Files: {files}</source>
        <translation>Arquivos: {files}</translation>
    </message>
    <message>
        <source>Errors: {errors}, warnings: {warnings}</source>
        <translation>Erros: {errors}, avisos: {warnings}</translation>
    </message>
    <message>
        <source>✓ The two runs say the same.</source>
        <translation>✓ As duas execuções dizem o mesmo.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Observação</translation>
    </message>
    <message>
        <source>definition {name}</source>
        <translation>definição {name}</translation>
    </message>
    <message>
        <source>file of {table}</source>
        <translation>arquivo de {table}</translation>
    </message>
    <message>
        <source>other content</source>
        <translation>outro conteúdo</translation>
    </message>
    <message>
        <source>revenue of {month}</source>
        <translation>receita de {month}</translation>
    </message>
    <message>
        <source>The definitions of that run hold for the next one.</source>
        <translation>As definições daquela execução valem para a próxima.</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Run the engine</source>
        <translation>Executar o motor</translation>
    </message>
    <message>
        <source>Run (Ctrl+R)</source>
        <translation>Executar (Ctrl+R)</translation>
    </message>
    <message>
        <source>Cancel (Ctrl+.)</source>
        <translation>Cancelar (Ctrl+.)</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalhes</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Progresso da execução</translation>
    </message>
    <message>
        <source>Find the raw tables</source>
        <translation>Encontrar as tabelas brutas</translation>
    </message>
    <message>
        <source>Read every row</source>
        <translation>Ler todas as linhas</translation>
    </message>
    <message>
        <source>Check keys, amounts and duplicates</source>
        <translation>Verificar chaves, valores e duplicatas</translation>
    </message>
    <message>
        <source>Compute orders, cohorts, RFM and operations</source>
        <translation>Calcular pedidos, coortes, RFM e operações</translation>
    </message>
    <message>
        <source>Reconcile to the cent</source>
        <translation>Conciliar até o centavo</translation>
    </message>
    <message>
        <source>See the checks</source>
        <translation>Ver as verificações</translation>
    </message>
    <message>
        <source>Look at the tables</source>
        <translation>Ver as tabelas</translation>
    </message>
    <message>
        <source>Look at the dashboard</source>
        <translation>Ver o painel</translation>
    </message>
    <message>
        <source>Compare and publish</source>
        <translation>Comparar e publicar</translation>
    </message>
    <message>
        <source>The folder, its files or the definitions have changed since.</source>
        <translation>A pasta, os arquivos dela ou as definições mudaram desde então.</translation>
    </message>
    <message>
        <source>What the other pages show is from before. Run again to bring it up to date.</source>
        <translation>O que as outras páginas mostram é anterior. Execute novamente para atualizar.</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluído</translation>
    </message>
    <message>
        <source>First choose a folder of raw exports on the Source page.</source>
        <translation>Primeiro escolha uma pasta de exportações brutas na página Origem.</translation>
    </message>
    <message>
        <source>The Source page says what keeps this folder from being used.</source>
        <translation>A página Origem diz o que impede o uso desta pasta.</translation>
    </message>
    <message>
        <source>Reads, checks and computes {folder}. Nothing is published yet.</source>
        <translation>Lê, verifica e calcula {folder}. Nada é publicado ainda.</translation>
    </message>
    <message>
        <source> ({rows} rows)</source>
        <translation> ({rows} linhas)</translation>
    </message>
    <message>
        <source>{time} elapsed</source>
        <translation>{time} decorridos</translation>
    </message>
    <message>
        <source>, about {time} left</source>
        <translation>, cerca de {time} restantes</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>✕ Not to be published: the checks found errors.</source>
        <translation>✕ Não publicar: as verificações encontraram erros.</translation>
    </message>
    <message>
        <source>▲ Ready, with warnings to read first.</source>
        <translation>▲ Pronto, com avisos para ler antes.</translation>
    </message>
    <message>
        <source>✓ Ready to be published.</source>
        <translation>✓ Pronto para publicar.</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Receita</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Repeat customers</source>
        <translation>Clientes recorrentes</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Meses</translation>
    </message>
</context>
<context>
    <name>ScatterChart</name>
    <message>
        <source>and {count} more customers</source>
        <translation>e mais {count} clientes</translation>
    </message>
    <message>
        <source>Orders: {count}</source>
        <translation>Pedidos: {count}</translation>
    </message>
    <message>
        <source>Money: {amount}</source>
        <translation>Valor: {amount}</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Orders of the customer</source>
        <translation>Pedidos do cliente</translation>
    </message>
    <message>
        <source>Money of the customer</source>
        <translation>Valor do cliente</translation>
    </message>
    <message>
        <source>Orders of the customer (across), money of the customer (up)</source>
        <translation>Pedidos do cliente (na horizontal), valor do cliente (na vertical)</translation>
    </message>
</context>
<context>
    <name>SegmentGrid</name>
    <message>
        <source>Frequency score (more orders →)</source>
        <translation>Pontuação de frequência (mais pedidos →)</translation>
    </message>
    <message>
        <source>Recency score (more recent →)</source>
        <translation>Pontuação de recência (mais recente →)</translation>
    </message>
</context>
<context>
    <name>SegmentationTab</name>
    <message>
        <source>Customers by segment</source>
        <translation>Clientes por segmento</translation>
    </message>
    <message>
        <source>Revenue by segment</source>
        <translation>Receita por segmento</translation>
    </message>
    <message>
        <source>Frequency and monetary</source>
        <translation>Frequência e valor</translation>
    </message>
    <message>
        <source>The eleven named segments</source>
        <translation>Os onze segmentos nomeados</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarítmica</translation>
    </message>
    <message>
        <source>Logarithmic scale of money</source>
        <translation>Escala logarítmica do valor</translation>
    </message>
    <message>
        <source>The wheel zooms, a double click shows all.</source>
        <translation>A roda do mouse amplia; um clique duplo mostra tudo.</translation>
    </message>
    <message>
        <source>Show {segment} customers</source>
        <translation>Mostrar os clientes {segment}</translation>
    </message>
    <message>
        <source>Scores of five points for recency and frequency; each of the 25 cells is in one segment. Click a cell to see its customers.</source>
        <translation>Pontuações de cinco pontos para recência e frequência; cada uma das 25 células pertence a um segmento. Clique em uma célula para ver os clientes.</translation>
    </message>
    <message>
        <source>Customer Segmentation</source>
        <translation>Segmentação de clientes</translation>
    </message>
    <message>
        <source>This page is of all customers; no filter acts on it.</source>
        <translation>Esta página é de todos os clientes; nenhum filtro atua sobre ela.</translation>
    </message>
    <message>
        <source>Showing {shown} of {total} customers, chosen evenly by their id.</source>
        <translation>Mostrando {shown} de {total} clientes, escolhidos uniformemente pelo id.</translation>
    </message>
    <message>
        <source>Showing all {total} customers; those with equal orders, money and segment are one point.</source>
        <translation>Mostrando todos os {total} clientes; os que têm pedidos, valor e segmento iguais são um só ponto.</translation>
    </message>
    <message>
        <source>{count} customers, {share} of all</source>
        <translation>{count} clientes, {share} do total</translation>
    </message>
    <message>
        <source>Revenue {amount}, {share} of all</source>
        <translation>Receita {amount}, {share} do total</translation>
    </message>
    <message>
        <source>{share} revenue</source>
        <translation>{share} da receita</translation>
    </message>
    <message>
        <source>Recency score {recency}, frequency score {frequency}</source>
        <translation>Pontuação de recência {recency}, pontuação de frequência {frequency}</translation>
    </message>
    <message>
        <source>{count} customers</source>
        <translation>{count} clientes</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Making the sample shop</source>
        <translation>Criando a loja de exemplo</translation>
    </message>
    <message>
        <source>The last definitions cannot be read: {why}</source>
        <translation>As últimas definições não podem ser lidas: {why}</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Calculando</translation>
    </message>
    <message>
        <source>Giving the former results back</source>
        <translation>Liberando os resultados anteriores</translation>
    </message>
    <message>
        <source>Computed.</source>
        <translation>Calculado.</translation>
    </message>
    <message>
        <source>Adding the run to the history</source>
        <translation>Acrescentando a execução ao histórico</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Cancelado. Nada foi alterado.</translation>
    </message>
</context>
<context>
    <name>SourceFile</name>
    <message>
        <source>File of the table</source>
        <translation>Arquivo da tabela</translation>
    </message>
    <message>
        <source>Use another file…</source>
        <translation>Usar outro arquivo…</translation>
    </message>
    <message>
        <source>Use a folder of files…</source>
        <translation>Usar uma pasta de arquivos…</translation>
    </message>
    <message>
        <source>Go without it</source>
        <translation>Seguir sem ela</translation>
    </message>
    <message>
        <source>As it was recognised</source>
        <translation>Como foi reconhecida</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Primeiras linhas</translation>
    </message>
    <message>
        <source>No file. For example {file}, with the columns {columns}.</source>
        <translation>Nenhum arquivo. Por exemplo {file}, com as colunas {columns}.</translation>
    </message>
    <message>
        <source>about {rows}</source>
        <translation>cerca de {rows}</translation>
    </message>
    <message>
        <source>Looking into {file}</source>
        <translation>Examinando {file}</translation>
    </message>
    <message>
        <source>Some times are points in time, or name an offset from UTC. Which clock does the shop go by?</source>
        <translation>Alguns horários são instantes ou trazem um deslocamento em relação ao UTC. Por qual relógio a loja se orienta?</translation>
    </message>
    <message>
        <source>The shop&apos;s time zone</source>
        <translation>Fuso horário da loja</translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation>ainda não escolhido</translation>
    </message>
    <message>
        <source>every time as it is written</source>
        <translation>cada horário como está escrito</translation>
    </message>
    <message>
        <source>day first (31/12/2017)</source>
        <translation>dia primeiro (31/12/2017)</translation>
    </message>
    <message>
        <source>month first (12/31/2017)</source>
        <translation>mês primeiro (12/31/2017)</translation>
    </message>
    <message>
        <source>year first (17/12/31)</source>
        <translation>ano primeiro (17/12/31)</translation>
    </message>
    <message>
        <source>serial numbers of Excel (1900 system)</source>
        <translation>números de série do Excel (sistema 1900)</translation>
    </message>
    <message>
        <source>serial numbers of older Excel for Mac (1904 system)</source>
        <translation>números de série do Excel antigo para Mac (sistema 1904)</translation>
    </message>
    <message>
        <source>decimal point (1,234.50)</source>
        <translation>ponto decimal (1,234.50)</translation>
    </message>
    <message>
        <source>decimal comma (1.234,50)</source>
        <translation>vírgula decimal (1.234,50)</translation>
    </message>
    <message>
        <source>{column}: the first rows do not say how {example} is read.</source>
        <translation>{column}: as primeiras linhas não dizem como {example} deve ser lido.</translation>
    </message>
    <message>
        <source>{column} is read as you chose.</source>
        <translation>{column} é lida como você escolheu.</translation>
    </message>
    <message>
        <source>How {column} is read</source>
        <translation>Como {column} é lida</translation>
    </message>
    <message>
        <source>as the whole column says</source>
        <translation>como a coluna inteira indica</translation>
    </message>
    <message>
        <source>The file for {table}</source>
        <translation>O arquivo de {table}</translation>
    </message>
    <message>
        <source>Tables ({patterns})</source>
        <translation>Tabelas ({patterns})</translation>
    </message>
    <message>
        <source>The folder with the files of {table}</source>
        <translation>A pasta com os arquivos de {table}</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Where are the raw exports?</source>
        <translation>Onde estão as exportações brutas?</translation>
    </message>
    <message>
        <source>A folder with the shop&apos;s exports: orders, customers and order items; better with payments and reviews. Files are recognised by what they contain.</source>
        <translation>Uma pasta com as exportações da loja: pedidos, clientes e itens de pedido; melhor ainda com pagamentos e avaliações. Os arquivos são reconhecidos pelo conteúdo.</translation>
    </message>
    <message>
        <source>Run the engine (Ctrl+R)</source>
        <translation>Executar o motor (Ctrl+R)</translation>
    </message>
    <message>
        <source>Drop a folder anywhere in this window.</source>
        <translation>Solte uma pasta em qualquer lugar desta janela.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Escolher pasta…</translation>
    </message>
    <message>
        <source>Try the sample shop</source>
        <translation>Experimentar a loja de exemplo</translation>
    </message>
    <message>
        <source>Makes a shop of 10,000 made-up orders and opens it</source>
        <translation>Cria uma loja com 10.000 pedidos fictícios e a abre</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>Pastas recentes</translation>
    </message>
    <message>
        <source>Look again (F5)</source>
        <translation>Ler novamente (F5)</translation>
    </message>
    <message>
        <source>Raw tables</source>
        <translation>Tabelas brutas</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Linhas</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Situação</translation>
    </message>
    <message>
        <source>{count} files: {file}, …</source>
        <translation>{count} arquivos: {file}, …</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>e mais {count}</translation>
    </message>
    <message>
        <source>several formats</source>
        <translation>vários formatos</translation>
    </message>
    <message>
        <source>✕ cannot be used</source>
        <translation>✕ não pode ser usada</translation>
    </message>
    <message>
        <source>✕ missing</source>
        <translation>✕ ausente</translation>
    </message>
    <message>
        <source>▲ missing: {what}</source>
        <translation>▲ ausente: {what}</translation>
    </message>
    <message>
        <source>– not there, not needed</source>
        <translation>– ausente, não necessária</translation>
    </message>
    <message>
        <source>– understood, not used</source>
        <translation>– entendida, não usada</translation>
    </message>
    <message>
        <source>✓ found</source>
        <translation>✓ encontrada</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>vírgula</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>ponto e vírgula</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulação</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>barra vertical</translation>
    </message>
    <message>
        <source>The folder of raw exports</source>
        <translation>A pasta das exportações brutas</translation>
    </message>
    <message>
        <source>No folder was used yet</source>
        <translation>Nenhuma pasta foi usada ainda</translation>
    </message>
</context>
<context>
    <name>StatementCard</name>
    <message>
        <source>✓ adds up</source>
        <translation>✓ fecha</translation>
    </message>
    <message>
        <source>✕ does not add up</source>
        <translation>✕ não fecha</translation>
    </message>
    <message>
        <source>▲ amounts that cannot be read</source>
        <translation>▲ valores que não podem ser lidos</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Orders of the line “{line}”</source>
        <translation>Pedidos da linha “{line}”</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>diferença</translation>
    </message>
    <message>
        <source>Show the orders</source>
        <translation>Mostrar os pedidos</translation>
    </message>
    <message>
        <source>at least {amount}</source>
        <translation>pelo menos {amount}</translation>
    </message>
</context>
<context>
    <name>Tab</name>
    <message>
        <source>(blank)</source>
        <translation>(em branco)</translation>
    </message>
    <message>
        <source>Hollow dots, read with care: {months}</source>
        <translation>Pontos vazados, leia com cautela: {months}</translation>
    </message>
    <message>
        <source>{share} of them on one day only</source>
        <translation>{share} deles em um único dia</translation>
    </message>
    <message>
        <source>partial: the data does not cover the whole month</source>
        <translation>parcial: os dados não cobrem o mês inteiro</translation>
    </message>
    <message>
        <source>stray: under 5 % of the usual orders</source>
        <translation>avulso: menos de 5 % dos pedidos usuais</translation>
    </message>
</context>
<context>
    <name>TablePane</name>
    <message>
        <source>No row passes the filters.</source>
        <translation>Nenhuma linha passa pelos filtros.</translation>
    </message>
    <message>
        <source>No row was rejected.</source>
        <translation>Nenhuma linha foi rejeitada.</translation>
    </message>
    <message>
        <source>This table has no rows.</source>
        <translation>Esta tabela não tem linhas.</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>não encontrado</translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation>linha {number}</translation>
    </message>
    <message>
        <source>row {number}, around the end</source>
        <translation>linha {number}, de volta ao início</translation>
    </message>
    <message>
        <source>{rows} rows × {columns} columns selected</source>
        <translation>{rows} linhas × {columns} colunas selecionadas</translation>
    </message>
    <message>
        <source>Select one block of cells: these are several.</source>
        <translation>Selecione um só bloco de células: há vários selecionados.</translation>
    </message>
    <message>
        <source>Copied, with the headers.</source>
        <translation>Copiado, com os cabeçalhos.</translation>
    </message>
    <message>
        <source>Export what is seen</source>
        <translation>Exportar o que se vê</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Excel workbook (*.xlsx)</source>
        <translation>CSV (*.csv);;Pasta de trabalho do Excel (*.xlsx)</translation>
    </message>
</context>
<context>
    <name>TablesPage</name>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation>Ir para Executar</translation>
    </message>
    <message>
        <source>No tables yet</source>
        <translation>Nenhuma tabela ainda</translation>
    </message>
    <message>
        <source>A run computes them from the raw folder. Every row can then be sorted, filtered, searched and exported here.</source>
        <translation>Uma execução as calcula a partir da pasta de dados brutos. Depois, cada linha pode ser ordenada, filtrada, pesquisada e exportada aqui.</translation>
    </message>
    <message>
        <source>Run first</source>
        <translation>Execute primeiro</translation>
    </message>
    <message>
        <source>{table}  {rows}</source>
        <translation>{table}  {rows}</translation>
    </message>
    <message>
        <source>All raw orders</source>
        <translation>Todos os pedidos brutos</translation>
    </message>
    <message>
        <source>Rejects</source>
        <translation>Rejeitados</translation>
    </message>
    <message>
        <source>Scored customers</source>
        <translation>Clientes pontuados</translation>
    </message>
    <message>
        <source>Customers&apos; orders</source>
        <translation>Pedidos dos clientes</translation>
    </message>
    <message>
        <source>Rows behind a finding</source>
        <translation>Linhas por trás de um apontamento</translation>
    </message>
    <message>
        <source>{file}: {grain}</source>
        <translation>{file}: {grain}</translation>
    </message>
    <message>
        <source>Every raw order, and why it counts or not</source>
        <translation>Cada pedido bruto e por que conta ou não</translation>
    </message>
    <message>
        <source>rejects.csv: every row that could not be read, and why</source>
        <translation>rejects.csv: cada linha que não pôde ser lida e por quê</translation>
    </message>
    <message>
        <source>These tables are from before the last changes. Run again.</source>
        <translation>Estas tabelas são anteriores às últimas alterações. Execute novamente.</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Filter the current column (Ctrl+Shift+F)</source>
        <translation>Filtrar a coluna atual (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colunas</translation>
    </message>
    <message>
        <source>Choose the columns to show</source>
        <translation>Escolher as colunas a mostrar</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>O que é isto?</translation>
    </message>
    <message>
        <source>What does the current column mean? (Ctrl+Shift+I)</source>
        <translation>O que significa a coluna atual? (Ctrl+Shift+I)</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Show the whole row (Ctrl+I)</source>
        <translation>Mostrar a linha inteira (Ctrl+I)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Export what is seen (Ctrl+E)</source>
        <translation>Exportar o que se vê (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>CRRI: Customer Revenue &amp;&amp; Retention Intelligence</source>
        <translation>CRRI: Customer Revenue &amp;&amp; Retention Intelligence</translation>
    </message>
    <message>
        <source>{step} – CRRI</source>
        <translation>{step} – CRRI</translation>
    </message>
    <message>
        <source>{title}: {doing} ({elapsed})</source>
        <translation>{title}: {doing} ({elapsed})</translation>
    </message>
    <message>
        <source>Work in progress</source>
        <translation>Trabalho em andamento</translation>
    </message>
    <message>
        <source>CRRI is still at work. Cancel it and close?</source>
        <translation>O CRRI ainda está trabalhando. Cancelar e fechar?</translation>
    </message>
    <message>
        <source>What is published stays as it is.</source>
        <translation>O que está publicado fica como está.</translation>
    </message>
    <message>
        <source>Cancel the work and close</source>
        <translation>Cancelar o trabalho e fechar</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>Continuar trabalhando</translation>
    </message>
    <message>
        <source>What runs now</source>
        <translation>O que está em execução</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>_Frozen</name>
    <message>
        <source>First column of the table</source>
        <translation>Primeira coluna da tabela</translation>
    </message>
</context>
<context>
    <name>cells</name>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mês</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>Número inteiro</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Proporção</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Data e hora</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Sim ou não</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>no</source>
        <translation>não</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}” não é um número.</translation>
    </message>
    <message>
        <source>Write a month as 2018-03.</source>
        <translation>Escreva o mês como 2018-03.</translation>
    </message>
    <message>
        <source>Write a date as 2018-03-31.</source>
        <translation>Escreva a data como 2018-03-31.</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>todos os outros</translation>
    </message>
    <message>
        <source>{low} and more</source>
        <translation>{low} ou mais</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
    <message>
        <source>{name} is blank</source>
        <translation>{name} está em branco</translation>
    </message>
    <message>
        <source>{name} is filled</source>
        <translation>{name} não está em branco</translation>
    </message>
    <message>
        <source>{name} contains “{text}”</source>
        <translation>{name} contém “{text}”</translation>
    </message>
    <message>
        <source>{name} up to {high}</source>
        <translation>{name} até {high}</translation>
    </message>
    <message>
        <source>{name} from {low}</source>
        <translation>{name} a partir de {low}</translation>
    </message>
    <message>
        <source>{name} from {low} to {high}</source>
        <translation>{name} de {low} a {high}</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>em branco</translation>
    </message>
    <message>
        <source>{name} is {values}</source>
        <translation>{name} é {values}</translation>
    </message>
    <message>
        <source>{name} is not {values}</source>
        <translation>{name} não é {values}</translation>
    </message>
    <message>
        <source>{values} or {count} others</source>
        <translation>{values} ou {count} outros</translation>
    </message>
</context>
<context>
    <name>contract</name>
    <message>
        <source>nothing can be computed</source>
        <translation>nada pode ser calculado</translation>
    </message>
    <message>
        <source>no customer can be told from another</source>
        <translation>não é possível distinguir um cliente de outro</translation>
    </message>
    <message>
        <source>orders have no value</source>
        <translation>os pedidos ficam sem valor</translation>
    </message>
    <message>
        <source>payment_type is blank and payments are not reconciled with goods</source>
        <translation>payment_type fica em branco e os pagamentos não são conciliados com as mercadorias</translation>
    </message>
    <message>
        <source>review_score and avg_review_score are blank</source>
        <translation>review_score e avg_review_score ficam em branco</translation>
    </message>
    <message>
        <source>no output depends on it</source>
        <translation>nenhuma saída depende dela</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>one row per counted order</source>
        <translation>uma linha por pedido contado</translation>
    </message>
    <message>
        <source>order</source>
        <translation>pedido</translation>
    </message>
    <message>
        <source>The order.</source>
        <translation>O pedido.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>cliente</translation>
    </message>
    <message>
        <source>The customer. The raw customer_id is one per order and is never counted as a customer.</source>
        <translation>O cliente. O customer_id bruto é um por pedido e nunca é contado como cliente.</translation>
    </message>
    <message>
        <source>month, YYYY-MM</source>
        <translation>mês, YYYY-MM</translation>
    </message>
    <message>
        <source>Month of the purchase timestamp, as written in the raw file (no time-zone conversion).</source>
        <translation>Mês da data e hora da compra, como está no arquivo bruto (sem conversão de fuso horário).</translation>
    </message>
    <message>
        <source>currency of the raw data, to the cent</source>
        <translation>moeda dos dados brutos, até o centavo</translation>
    </message>
    <message>
        <source>What the order is worth by the option order_value; 0 for an order without items.</source>
        <translation>O que o pedido vale segundo a opção order_value; 0 para um pedido sem itens.</translation>
    </message>
    <message>
        <source>payment type</source>
        <translation>tipo de pagamento</translation>
    </message>
    <message>
        <source>The type that paid the most of the order; equal amounts: the type with the lowest payment_sequential; no payment: not_defined.</source>
        <translation>O tipo que pagou a maior parte do pedido; valores iguais: o tipo com o menor payment_sequential; sem pagamento: not_defined.</translation>
    </message>
    <message>
        <source>when there is no payments file</source>
        <translation>quando não há arquivo de pagamentos</translation>
    </message>
    <message>
        <source>days, two decimals (half up); whole days by option</source>
        <translation>dias, duas casas decimais (5 arredonda para cima); dias inteiros por opção</translation>
    </message>
    <message>
        <source>Time from purchase to delivery to the customer.</source>
        <translation>Tempo da compra até a entrega ao cliente.</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>não entregue</translation>
    </message>
    <message>
        <source>score 1 to 5</source>
        <translation>nota de 1 a 5</translation>
    </message>
    <message>
        <source>Score of the order&apos;s latest answered review (one with an answer time); equal answer times: the highest review_id.</source>
        <translation>Nota da última avaliação respondida do pedido (com data de resposta); datas de resposta iguais: o maior review_id.</translation>
    </message>
    <message>
        <source>no review (filled with the median by option)</source>
        <translation>sem avaliação (preenchido com a mediana por opção)</translation>
    </message>
    <message>
        <source>state</source>
        <translation>estado</translation>
    </message>
    <message>
        <source>State of the customer as recorded for this order.</source>
        <translation>Estado do cliente, como registrado neste pedido.</translation>
    </message>
    <message>
        <source>blank in the raw file</source>
        <translation>quando falta no arquivo bruto</translation>
    </message>
    <message>
        <source>0 or 1</source>
        <translation>0 ou 1</translation>
    </message>
    <message>
        <source>1 when the customer has two or more counted orders in the window.</source>
        <translation>1 quando o cliente tem dois ou mais pedidos contados na janela.</translation>
    </message>
    <message>
        <source>Monthly revenue</source>
        <translation>Receita mensal</translation>
    </message>
    <message>
        <source>Sum of order_value.</source>
        <translation>Soma de order_value.</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>pedidos</translation>
    </message>
    <message>
        <source>Counted orders.</source>
        <translation>Pedidos contados.</translation>
    </message>
    <message>
        <source>customers</source>
        <translation>clientes</translation>
    </message>
    <message>
        <source>Distinct customers who ordered in the month.</source>
        <translation>Clientes distintos que fizeram pedidos no mês.</translation>
    </message>
    <message>
        <source>currency of the raw data, per order</source>
        <translation>moeda dos dados brutos, por pedido</translation>
    </message>
    <message>
        <source>Average order value: revenue / orders.</source>
        <translation>Ticket médio: receita / pedidos.</translation>
    </message>
    <message>
        <source>a month without orders</source>
        <translation>um mês sem pedidos</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>por cento</translation>
    </message>
    <message>
        <source>Growth of revenue against the previous calendar month.</source>
        <translation>Crescimento da receita em relação ao mês anterior do calendário.</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Coortes</translation>
    </message>
    <message>
        <source>Month of the customers&apos; first counted order.</source>
        <translation>Mês do primeiro pedido contado dos clientes.</translation>
    </message>
    <message>
        <source>Distinct customers of the cohort who ordered in order_month; 0 when observed and nobody came back.</source>
        <translation>Clientes distintos da coorte que fizeram pedidos em order_month; 0 quando observado e ninguém voltou.</translation>
    </message>
    <message>
        <source>Customers of the cohort (repeats on each of the cohort&apos;s rows).</source>
        <translation>Clientes da coorte (repete-se em cada linha da coorte).</translation>
    </message>
    <message>
        <source>share, 0 to 1</source>
        <translation>proporção, 0 a 1</translation>
    </message>
    <message>
        <source>active_customers / cohort_size; 1 in the cohort&apos;s first month.</source>
        <translation>active_customers / cohort_size; 1 no primeiro mês da coorte.</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>one row per customer with a counted order</source>
        <translation>uma linha por cliente com pedido contado</translation>
    </message>
    <message>
        <source>whole days</source>
        <translation>dias inteiros</translation>
    </message>
    <message>
        <source>Days from the customer&apos;s last counted order to the snapshot date.</source>
        <translation>Dias do último pedido contado do cliente até a data de referência.</translation>
    </message>
    <message>
        <source>Counted orders of the customer.</source>
        <translation>Pedidos contados do cliente.</translation>
    </message>
    <message>
        <source>Sum of order_value over the customer&apos;s counted orders.</source>
        <translation>Soma de order_value dos pedidos contados do cliente.</translation>
    </message>
    <message>
        <source>3 to 12</source>
        <translation>3 a 12</translation>
    </message>
    <message>
        <source>Recency score + frequency score + monetary score, 1 to 4 each; equal values always get equal scores.</source>
        <translation>Pontuação de recência + pontuação de frequência + pontuação de valor, de 1 a 4 cada; valores iguais sempre recebem pontuações iguais.</translation>
    </message>
    <message>
        <source>Low Value, Mid Value or High Value</source>
        <translation>Low Value, Mid Value ou High Value</translation>
    </message>
    <message>
        <source>High Value from RFM_score 10, Mid Value from 7, else Low Value (thresholds by option).</source>
        <translation>High Value a partir de RFM_score 10, Mid Value a partir de 7, senão Low Value (limiares por opção).</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operações</translation>
    </message>
    <message>
        <source>days</source>
        <translation>dias</translation>
    </message>
    <message>
        <source>Mean of delivery_days over the month&apos;s delivered orders.</source>
        <translation>Média de delivery_days dos pedidos entregues do mês.</translation>
    </message>
    <message>
        <source>no delivered order</source>
        <translation>nenhum pedido entregue</translation>
    </message>
    <message>
        <source>Mean of review_score over the month&apos;s reviewed orders.</source>
        <translation>Média de review_score dos pedidos avaliados do mês.</translation>
    </message>
    <message>
        <source>no reviewed order</source>
        <translation>nenhum pedido avaliado</translation>
    </message>
    <message>
        <source>no order to judge</source>
        <translation>nenhum pedido a julgar</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>motivo</translation>
    </message>
    <message>
        <source>Why the order counts or not: counted; status left out; outside the months looked at; customer missing; order missing (items or payments of an order that is not in the orders file).</source>
        <translation>Por que o pedido conta ou não: counted (conta); status left out (status excluído); outside the months looked at (fora dos meses analisados); customer missing (cliente ausente); order missing (pedido ausente: itens ou pagamentos de um pedido que não está no arquivo de pedidos).</translation>
    </message>
    <message>
        <source>status</source>
        <translation>status do pedido</translation>
    </message>
    <message>
        <source>Status of the order.</source>
        <translation>Status do pedido.</translation>
    </message>
    <message>
        <source>as in the raw file</source>
        <translation>como no arquivo bruto</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>moeda</translation>
    </message>
    <message>
        <source>Sum of item prices.</source>
        <translation>Soma dos preços dos itens.</translation>
    </message>
    <message>
        <source>no items</source>
        <translation>sem itens</translation>
    </message>
    <message>
        <source>Sum of freight.</source>
        <translation>Soma dos fretes.</translation>
    </message>
    <message>
        <source>items</source>
        <translation>itens</translation>
    </message>
    <message>
        <source>Item rows of the order.</source>
        <translation>Linhas de itens do pedido.</translation>
    </message>
    <message>
        <source>Sum of payments.</source>
        <translation>Soma dos pagamentos.</translation>
    </message>
    <message>
        <source>no payments</source>
        <translation>sem pagamentos</translation>
    </message>
    <message>
        <source>reviews</source>
        <translation>avaliações</translation>
    </message>
    <message>
        <source>Answered reviews of the order.</source>
        <translation>Avaliações respondidas do pedido.</translation>
    </message>
    <message>
        <source>no review</source>
        <translation>sem avaliação</translation>
    </message>
    <message>
        <source>table</source>
        <translation>tabela</translation>
    </message>
    <message>
        <source>The raw table.</source>
        <translation>A tabela bruta.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>arquivo</translation>
    </message>
    <message>
        <source>The raw file.</source>
        <translation>O arquivo bruto.</translation>
    </message>
    <message>
        <source>line, from 1</source>
        <translation>linha, a partir de 1</translation>
    </message>
    <message>
        <source>Line of the file on which the row begins.</source>
        <translation>Linha do arquivo em que o registro começa.</translation>
    </message>
    <message>
        <source>column</source>
        <translation>coluna</translation>
    </message>
    <message>
        <source>The column at fault.</source>
        <translation>A coluna com o problema.</translation>
    </message>
    <message>
        <source>the whole row is</source>
        <translation>quando é o registro inteiro</translation>
    </message>
    <message>
        <source>as written</source>
        <translation>como está escrito</translation>
    </message>
    <message>
        <source>The value, or the row, as it is written.</source>
        <translation>O valor, ou o registro, como está escrito.</translation>
    </message>
    <message>
        <source>Why the row could not be read.</source>
        <translation>Por que o registro não pôde ser lido.</translation>
    </message>
    <message>
        <source>Purchase timestamp, as written in the raw file.</source>
        <translation>Data e hora da compra, como no arquivo bruto.</translation>
    </message>
    <message>
        <source>Time of delivery to the customer.</source>
        <translation>Data e hora da entrega ao cliente.</translation>
    </message>
    <message>
        <source>Estimated date of delivery.</source>
        <translation>Data estimada de entrega.</translation>
    </message>
    <message>
        <source>1 late, 0 in time, by the option late.</source>
        <translation>1 atrasado, 0 no prazo, conforme a opção late.</translation>
    </message>
    <message>
        <source>Whether the order counts.</source>
        <translation>Se o pedido conta.</translation>
    </message>
    <message>
        <source>Whether orders of this status count, by the option statuses.</source>
        <translation>Se pedidos com este status contam, conforme a opção statuses.</translation>
    </message>
    <message>
        <source>Recency score from 1 (longest ago) to 5 (most recent).</source>
        <translation>Pontuação de recência de 1 (há mais tempo) a 5 (mais recente).</translation>
    </message>
    <message>
        <source>Frequency score from 1 (fewest) to 5 (most orders).</source>
        <translation>Pontuação de frequência de 1 (menos pedidos) a 5 (mais pedidos).</translation>
    </message>
    <message>
        <source>Sum of order_value over the selected orders.</source>
        <translation>Soma de order_value dos pedidos selecionados.</translation>
    </message>
    <message>
        <source>currency of the raw data</source>
        <translation>moeda dos dados brutos</translation>
    </message>
    <message>
        <source>no order is selected</source>
        <translation>nenhum pedido está selecionado</translation>
    </message>
    <message>
        <source>Number of selected orders.</source>
        <translation>Número de pedidos selecionados.</translation>
    </message>
    <message>
        <source>Distinct customers with a selected order; one who buys in three months counts once.</source>
        <translation>Clientes distintos com um pedido selecionado; quem compra em três meses conta uma vez.</translation>
    </message>
    <message>
        <source>Average order value: Total Revenue / Total Orders.</source>
        <translation>Ticket médio: Total Revenue / Total Orders.</translation>
    </message>
    <message>
        <source>currency per order</source>
        <translation>moeda por pedido</translation>
    </message>
    <message>
        <source>Active customers who have two or more counted orders in the whole window, in whichever months.</source>
        <translation>Clientes ativos que têm dois ou mais pedidos contados em toda a janela, em quaisquer meses.</translation>
    </message>
    <message>
        <source>share of customers</source>
        <translation>proporção de clientes</translation>
    </message>
    <message>
        <source>Active customers with a selected order in the month of their first counted order.</source>
        <translation>Clientes ativos com um pedido selecionado no mês do seu primeiro pedido contado.</translation>
    </message>
    <message>
        <source>Active customers all of whose selected orders are later than their first month: Active Customers - New Customers.</source>
        <translation>Clientes ativos cujos pedidos selecionados são todos posteriores ao seu primeiro mês: Active Customers - New Customers.</translation>
    </message>
    <message>
        <source>Growth of Total Revenue from the calendar month before to the latest selected month.</source>
        <translation>Crescimento de Total Revenue do mês anterior do calendário para o último mês selecionado.</translation>
    </message>
    <message>
        <source>share of the month before</source>
        <translation>proporção do mês anterior</translation>
    </message>
    <message>
        <source>Total Revenue / Active Customers.</source>
        <translation>Total Revenue / Active Customers.</translation>
    </message>
    <message>
        <source>currency per customer</source>
        <translation>moeda por cliente</translation>
    </message>
    <message>
        <source>Total Orders / Active Customers.</source>
        <translation>Total Orders / Active Customers.</translation>
    </message>
    <message>
        <source>orders per customer</source>
        <translation>pedidos por cliente</translation>
    </message>
    <message>
        <source>Share of Total Revenue that comes from customers with two or more counted orders.</source>
        <translation>Proporção de Total Revenue que vem de clientes com dois ou mais pedidos contados.</translation>
    </message>
    <message>
        <source>share of revenue</source>
        <translation>proporção da receita</translation>
    </message>
    <message>
        <source>Mean of delivery_days over the selected orders that were delivered.</source>
        <translation>Média de delivery_days dos pedidos selecionados que foram entregues.</translation>
    </message>
    <message>
        <source>no selected order was delivered</source>
        <translation>nenhum pedido selecionado foi entregue</translation>
    </message>
    <message>
        <source>Mean of review_score over the selected orders that were reviewed.</source>
        <translation>Média de review_score dos pedidos selecionados que foram avaliados.</translation>
    </message>
    <message>
        <source>no selected order was reviewed</source>
        <translation>nenhum pedido selecionado foi avaliado</translation>
    </message>
    <message>
        <source>share of orders</source>
        <translation>proporção de pedidos</translation>
    </message>
    <message>
        <source>Customers active in the selected cohort months / customers of those cohorts: each cohort counts by its size.</source>
        <translation>Clientes ativos nos meses de coorte selecionados / clientes dessas coortes: cada coorte conta pelo seu tamanho.</translation>
    </message>
    <message>
        <source>no observed cohort month is selected</source>
        <translation>nenhum mês de coorte observado está selecionado</translation>
    </message>
    <message>
        <source>no observed month after a cohort&apos;s first is selected</source>
        <translation>nenhum mês observado depois do primeiro de uma coorte está selecionado</translation>
    </message>
    <message>
        <source>Customers of the selected cohorts, each cohort once.</source>
        <translation>Clientes das coortes selecionadas, cada coorte uma vez.</translation>
    </message>
    <message>
        <source>no cohort is selected</source>
        <translation>nenhuma coorte está selecionada</translation>
    </message>
    <message>
        <source>Customers of the selected segments.</source>
        <translation>Clientes dos segmentos selecionados.</translation>
    </message>
    <message>
        <source>no customer is selected</source>
        <translation>nenhum cliente está selecionado</translation>
    </message>
    <message>
        <source>Sum of monetary over the customers of the selected segments.</source>
        <translation>Soma de monetary dos clientes dos segmentos selecionados.</translation>
    </message>
    <message>
        <source>Sum of frequency over the customers of the selected segments.</source>
        <translation>Soma de frequency dos clientes dos segmentos selecionados.</translation>
    </message>
    <message>
        <source>Segment Revenue / Customers.</source>
        <translation>Segment Revenue / Customers.</translation>
    </message>
    <message>
        <source>Segment Revenue / the revenue of all customers.</source>
        <translation>Segment Revenue / a receita de todos os clientes.</translation>
    </message>
    <message>
        <source>Share of the customers whose segment is High Value.</source>
        <translation>Proporção dos clientes cujo segmento é High Value.</translation>
    </message>
    <message>
        <source>one row per calendar month, without gaps, from the first counted order to the last month that the raw data covers (a window from..to: every month of it that the data covers)</source>
        <translation>uma linha por mês do calendário, sem lacunas, do primeiro pedido contado ao último mês que os dados brutos cobrem (janela de..até: todos os meses dela que os dados cobrem)</translation>
    </message>
    <message>
        <source>the first month, and after a month whose revenue is not above 0</source>
        <translation>no primeiro mês e depois de um mês cuja receita não é maior que 0</translation>
    </message>
    <message>
        <source>one row per cohort and observed month, from the cohort&apos;s first month to the last one of monthly_revenue; a month after the data ends has no row</source>
        <translation>uma linha por coorte e mês observado, do primeiro mês da coorte ao último de monthly_revenue; um mês depois do fim dos dados não tem linha</translation>
    </message>
    <message>
        <source>one row per calendar month, the same months as monthly_revenue</source>
        <translation>uma linha por mês do calendário, os mesmos meses de monthly_revenue</translation>
    </message>
    <message>
        <source>Late orders / orders that have both a delivery and an estimated date (or all orders, by option). Of several months the rate is late orders / judged orders, which this table does not have: never average it.</source>
        <translation>Pedidos atrasados / pedidos que têm data de entrega e data estimada (ou todos os pedidos, por opção). De vários meses a taxa é pedidos atrasados / pedidos avaliados, que esta tabela não tem: nunca tire a média.</translation>
    </message>
    <message>
        <source>Share of the active customers who have two or more counted orders: Repeat Customers / Active Customers. It looks ahead, so late months have had less time: compare months by the rate within a fixed time.</source>
        <translation>Parte dos clientes ativos que têm dois ou mais pedidos contados: Repeat Customers / Active Customers. Olha para a frente, por isso os últimos meses tiveram menos tempo: compare meses pela taxa dentro de um prazo fixo.</translation>
    </message>
    <message>
        <source>no order is selected, or the revenue of the month before is not above 0</source>
        <translation>nenhum pedido selecionado, ou a receita do mês anterior não é maior que 0</translation>
    </message>
    <message>
        <source>the revenue of the selected orders is not above 0</source>
        <translation>a receita dos pedidos selecionados não é maior que 0</translation>
    </message>
    <message>
        <source>Late orders / the orders that could be judged, over the selected months; other filters than months do not change it. Orders that are overdue and not delivered are not late yet.</source>
        <translation>Pedidos atrasados / pedidos que puderam ser avaliados, nos meses selecionados; outros filtros além dos meses não a mudam. Pedidos vencidos e não entregues ainda não contam como atrasados.</translation>
    </message>
    <message>
        <source>no order of the selected months can be judged</source>
        <translation>nenhum pedido dos meses selecionados pode ser avaliado</translation>
    </message>
    <message>
        <source>Mean of retention_rate over the selected cohort months: each cohort counts the same, a cohort of one customer as much as one of thousands. To judge several cohorts, take Retention Rate.</source>
        <translation>Média de retention_rate nos meses de coorte selecionados: cada coorte conta igual, uma de um cliente tanto quanto uma de milhares. Para avaliar várias coortes, use Retention Rate.</translation>
    </message>
    <message>
        <source>Customers active in the selected cohort months after each cohort&apos;s first / customers of those cohorts: each cohort counts by its size.</source>
        <translation>Clientes ativos nos meses de coorte selecionados depois do primeiro de cada coorte / clientes dessas coortes: cada coorte conta pelo seu tamanho.</translation>
    </message>
    <message>
        <source>Later Retention Rate, at most six times that of all cohorts taken together: what the heat map is coloured by, so that one small cohort does not pale all others. Cohorts and months under 5 % of the usual size (the median) have no colour.</source>
        <translation>Later Retention Rate, no máximo seis vezes a de todas as coortes juntas: é o que colore o mapa de calor, para que uma coorte pequena não apague as outras. Coortes e meses com menos de 5 % do tamanho usual (a mediana) não têm cor.</translation>
    </message>
    <message>
        <source>no observed month after a cohort&apos;s first is selected, or the cohort or month is tiny</source>
        <translation>nenhum mês observado depois do primeiro de uma coorte selecionado, ou a coorte ou o mês é minúsculo</translation>
    </message>
    <message>
        <source>no customer is selected, or the revenue of all is not above 0</source>
        <translation>nenhum cliente selecionado, ou a receita de todos não é maior que 0</translation>
    </message>
    <message>
        <source>Share of the customers whose first counted order is selected who ordered again in the same or the next three calendar months; only first months that were observed that long, the calendar&apos;s last month not counted. So every month is given the same time.</source>
        <translation>Parte dos clientes com o primeiro pedido contado selecionado que compraram de novo no mesmo mês ou nos três meses seguintes do calendário; só primeiros meses observados por esse tempo, sem contar o último mês do calendário. Assim cada mês recebe o mesmo tempo.</translation>
    </message>
    <message>
        <source>no first month that was observed that long is selected</source>
        <translation>nenhum primeiro mês observado por esse tempo selecionado</translation>
    </message>
    <message>
        <source>1 where the selected months have at least 5 % of the usual orders (the median month), else 0. Charts of rates by month leave the others out: a stray order would stretch the axis.</source>
        <translation>1 onde os meses selecionados têm ao menos 5 % dos pedidos usuais (o mês mediano), senão 0. Gráficos de taxas por mês deixam os outros de fora: um pedido avulso esticaria o eixo.</translation>
    </message>
    <message>
        <source>1 or 0</source>
        <translation>1 ou 0</translation>
    </message>
</context>
<context>
    <name>definitions</name>
    <message>
        <source>Which orders count, by their status. What is left out is reported with count and money.</source>
        <translation>Quais pedidos contam, conforme o status. O que fica de fora é informado com quantidade e valor.</translation>
    </message>
    <message>
        <source>every status except canceled and unavailable</source>
        <translation>todos os status exceto canceled e unavailable</translation>
    </message>
    <message>
        <source>delivered only</source>
        <translation>somente delivered</translation>
    </message>
    <message>
        <source>every status</source>
        <translation>todos os status</translation>
    </message>
    <message>
        <source>only those listed: statuses=delivered,shipped (in TOML a list of texts)</source>
        <translation>somente os listados: statuses=delivered,shipped (em TOML, uma lista de textos)</translation>
    </message>
    <message>
        <source>What an order is worth, in exact cents.</source>
        <translation>O que um pedido vale, em centavos exatos.</translation>
    </message>
    <message>
        <source>sum of item prices</source>
        <translation>soma dos preços dos itens</translation>
    </message>
    <message>
        <source>sum of item prices and freight</source>
        <translation>soma dos preços dos itens e do frete</translation>
    </message>
    <message>
        <source>sum of payments</source>
        <translation>soma dos pagamentos</translation>
    </message>
    <message>
        <source>Which months are looked at; orders outside it count nowhere.</source>
        <translation>Quais meses são considerados; os pedidos fora deles não contam em lugar algum.</translation>
    </message>
    <message>
        <source>from one month to another, both included</source>
        <translation>de um mês a outro, ambos incluídos</translation>
    </message>
    <message>
        <source>How the days from purchase to delivery are counted.</source>
        <translation>Como são contados os dias da compra à entrega.</translation>
    </message>
    <message>
        <source>days with two decimals, half up</source>
        <translation>dias com duas casas decimais, 5 arredonda para cima</translation>
    </message>
    <message>
        <source>full days (floor)</source>
        <translation>dias completos (floor)</translation>
    </message>
    <message>
        <source>When a delivery is late.</source>
        <translation>Quando uma entrega está atrasada.</translation>
    </message>
    <message>
        <source>delivered on a later calendar date than estimated</source>
        <translation>entregue em uma data posterior à estimada</translation>
    </message>
    <message>
        <source>delivered later than the estimated timestamp</source>
        <translation>entregue depois da data e hora estimadas</translation>
    </message>
    <message>
        <source>delivery_days is more than late_after_days</source>
        <translation>delivery_days é maior que late_after_days</translation>
    </message>
    <message>
        <source>The N of late = after_days.</source>
        <translation>O N de late = after_days.</translation>
    </message>
    <message>
        <source>a whole number of days, 0 or more</source>
        <translation>um número inteiro de dias, 0 ou mais</translation>
    </message>
    <message>
        <source>Which orders the late rate is a share of.</source>
        <translation>Sobre quais pedidos a taxa de atraso é calculada.</translation>
    </message>
    <message>
        <source>orders with both a delivery and an estimated date</source>
        <translation>pedidos com data de entrega e data estimada</translation>
    </message>
    <message>
        <source>all counted orders of the month</source>
        <translation>todos os pedidos contados do mês</translation>
    </message>
    <message>
        <source>What ids are that differ in case alone (A1 and a1). Power BI takes them for one.</source>
        <translation>O que são ids que diferem apenas em maiúsculas e minúsculas (A1 e a1). O Power BI os toma por um só.</translation>
    </message>
    <message>
        <source>nobody knows: an error where there are any</source>
        <translation>ninguém sabe: um erro onde houver algum</translation>
    </message>
    <message>
        <source>the same, written as it is written most often</source>
        <translation>o mesmo, escrito como aparece com mais frequência</translation>
    </message>
    <message>
        <source>different ones</source>
        <translation>ids diferentes</translation>
    </message>
    <message>
        <source>What stands for the score of an order without review.</source>
        <translation>O que substitui a nota de um pedido sem avaliação.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>the median score of the counted orders</source>
        <translation>a nota mediana dos pedidos contados</translation>
    </message>
    <message>
        <source>The date from which recency looks back.</source>
        <translation>A data a partir da qual a recência é contada para trás.</translation>
    </message>
    <message>
        <source>the day after the last counted order</source>
        <translation>o dia seguinte ao último pedido contado</translation>
    </message>
    <message>
        <source>the last counted order&apos;s timestamp</source>
        <translation>a data e hora do último pedido contado</translation>
    </message>
    <message>
        <source>a date of your own, not before the last counted order</source>
        <translation>uma data à sua escolha, não anterior ao último pedido contado</translation>
    </message>
    <message>
        <source>How recency and monetary are scored 1 to 4.</source>
        <translation>Como recência e valor são pontuados de 1 a 4.</translation>
    </message>
    <message>
        <source>1 + floor(4 x (mid-rank - 0.5) / n), at most 4</source>
        <translation>1 + floor(4 x (posto médio - 0,5) / n), no máximo 4</translation>
    </message>
    <message>
        <source>by the quartiles as cut points, a value on a cut belonging below it</source>
        <translation>pelos quartis como pontos de corte; um valor sobre o corte fica abaixo dele</translation>
    </message>
    <message>
        <source>How frequency is scored 1 to 4.</source>
        <translation>Como a frequência é pontuada de 1 a 4.</translation>
    </message>
    <message>
        <source>the same as recency and monetary by mid-rank</source>
        <translation>igual à recência e ao valor, pelo posto médio</translation>
    </message>
    <message>
        <source>1 / 2 / 3 / 4 and more orders</source>
        <translation>1 / 2 / 3 / 4 ou mais pedidos</translation>
    </message>
    <message>
        <source>ranked one by one, ties in the order of customer_unique_id, then quartiles (equal customers may get unequal scores)</source>
        <translation>classificados um a um, empates na ordem de customer_unique_id, depois quartis (clientes iguais podem receber pontuações diferentes)</translation>
    </message>
    <message>
        <source>Lowest RFM_score of High Value.</source>
        <translation>Menor RFM_score de High Value.</translation>
    </message>
    <message>
        <source>3 to 12, above mid_value_from</source>
        <translation>3 a 12, acima de mid_value_from</translation>
    </message>
    <message>
        <source>Lowest RFM_score of Mid Value.</source>
        <translation>Menor RFM_score de Mid Value.</translation>
    </message>
    <message>
        <source>3 to 12</source>
        <translation>3 a 12</translation>
    </message>
    <message>
        <source>all the defaults</source>
        <translation>todos os padrões</translation>
    </message>
    <message>
        <source>the method of the notebook that the project started from, less its join mistake: it shows what that method does, and is not advised for decisions</source>
        <translation>o método do notebook que deu origem ao projeto, sem o erro de junção: mostra o que esse método faz e não é recomendado para decisões</translation>
    </message>
    <message>
        <source>all months from the first counted order to the end of the raw data</source>
        <translation>todos os meses do primeiro pedido contado ao fim dos dados brutos</translation>
    </message>
    <message>
        <source>only months whose first and last day the data covers</source>
        <translation>só meses cujo primeiro e último dia os dados cobrem</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>{0} cannot be compared with the values of {1}.</source>
        <translation>{0} não pode ser comparado com os valores de {1}.</translation>
    </message>
    <message>
        <source>Change the filter, or clear it.</source>
        <translation>Altere o filtro ou limpe-o.</translation>
    </message>
    <message>
        <source>There is no column {0} in {1}.</source>
        <translation>Não há coluna {0} em {1}.</translation>
    </message>
    <message>
        <source>Open the table from the list.</source>
        <translation>Abra a tabela pela lista.</translation>
    </message>
    <message>
        <source>Check the spelling, or list the statuses that count: --set statuses=delivered,shipped.</source>
        <translation>Verifique a grafia ou liste os status que contam: --set statuses=delivered,shipped.</translation>
    </message>
    <message>
        <source>No order has the status {0} that the definitions list.</source>
        <translation>Nenhum pedido tem o status {0} listado nas definições.</translation>
    </message>
    <message>
        <source>The statuses in the data are: {0}.</source>
        <translation>Os status nos dados são: {0}.</translation>
    </message>
    <message>
        <source>order_value = {0} needs {1}.{2}, which is not there.</source>
        <translation>order_value = {0} precisa de {1}.{2}, que não existe nos dados.</translation>
    </message>
    <message>
        <source>Add it to the export, or choose another order_value.</source>
        <translation>Inclua a coluna na exportação ou escolha outro order_value.</translation>
    </message>
    <message>
        <source>{0} counted orders were paid and have no items; their order_value by items is 0.</source>
        <translation>{0} pedidos contados foram pagos e não têm itens; o order_value deles pelos itens é 0.</translation>
    </message>
    <message>
        <source>Look for an items file that was cut off or covers another period; if it is right, raise --max-rejected-money.</source>
        <translation>Procure um arquivo de itens que foi cortado ou que cobre outro período; se estiver certo, aumente --max-rejected-money.</translation>
    </message>
    <message>
        <source>{0} of the {1} in items belong to orders or customers that are not there: these files are not of one shop and period.</source>
        <translation>{0} dos {1} em itens são de pedidos ou clientes que não existem nos dados: estes arquivos não são da mesma loja e do mesmo período.</translation>
    </message>
    <message>
        <source>Export orders, customers and items over the same period; if it is right, raise --max-rejected-money.</source>
        <translation>Exporte pedidos, clientes e itens do mesmo período; se estiver certo, aumente --max-rejected-money.</translation>
    </message>
    <message>
        <source>{0} rows of {1} have a negative {2}; they count as they are.</source>
        <translation>{0} linhas de {1} têm {2} negativo; elas contam como estão.</translation>
    </message>
    <message>
        <source>If they are refunds this is right; if not, correct the export.</source>
        <translation>Se forem reembolsos, está certo; se não, corrija a exportação.</translation>
    </message>
    <message>
        <source>{0} items have no freight_value; it counts as 0.</source>
        <translation>{0} itens não têm freight_value; ele conta como 0.</translation>
    </message>
    <message>
        <source>{0} reviews have a score and no answer time; they do not count.</source>
        <translation>{0} avaliações têm nota, mas não têm data de resposta; elas não contam.</translation>
    </message>
    <message>
        <source>{0} values of {1}.{2} hold control characters or line breaks: the file is damaged.</source>
        <translation>{0} valores de {1}.{2} contêm caracteres de controle ou quebras de linha: o arquivo está danificado.</translation>
    </message>
    <message>
        <source>Look for a quotation mark that is not closed, or export the file again.</source>
        <translation>Procure uma aspa que não foi fechada ou exporte o arquivo novamente.</translation>
    </message>
    <message>
        <source>{0} orders belong to a customer who is not in the customers file; they are left out.</source>
        <translation>{0} pedidos são de um cliente que não está no arquivo de clientes; eles ficam de fora.</translation>
    </message>
    <message>
        <source>Export orders and customers over the same period.</source>
        <translation>Exporte pedidos e clientes do mesmo período.</translation>
    </message>
    <message>
        <source>The items of {0} orders are there, the orders are not; they are left out.</source>
        <translation>Há itens de {0} pedidos, mas não os pedidos; eles ficam de fora.</translation>
    </message>
    <message>
        <source>Export orders and items over the same period.</source>
        <translation>Exporte pedidos e itens do mesmo período.</translation>
    </message>
    <message>
        <source>The payments of {0} orders are there, the orders are not; they are left out.</source>
        <translation>Há pagamentos de {0} pedidos, mas não os pedidos; eles ficam de fora.</translation>
    </message>
    <message>
        <source>Export orders and payments over the same period.</source>
        <translation>Exporte pedidos e pagamentos do mesmo período.</translation>
    </message>
    <message>
        <source>{0} orders were delivered before they were bought; their delivery_days are negative and count as they are.</source>
        <translation>{0} pedidos foram entregues antes de serem comprados; os delivery_days deles são negativos e contam como estão.</translation>
    </message>
    <message>
        <source>Correct the dates in the shop: they pull the average down.</source>
        <translation>Corrija as datas na loja: elas puxam a média para baixo.</translation>
    </message>
    <message>
        <source>{0} counted orders were bought in the future; they would move the last month, every recency and the cohort matrix.</source>
        <translation>{0} pedidos contados foram comprados no futuro; eles deslocariam o último mês, todas as recências e a matriz de coortes.</translation>
    </message>
    <message>
        <source>Correct the dates, or leave them out: --set window=YYYY-MM..YYYY-MM.</source>
        <translation>Corrija as datas ou deixe-as de fora: --set window=YYYY-MM..YYYY-MM.</translation>
    </message>
    <message>
        <source>{0} orders were delivered in the future.</source>
        <translation>{0} pedidos foram entregues no futuro.</translation>
    </message>
    <message>
        <source>Correct the dates in the shop.</source>
        <translation>Corrija as datas na loja.</translation>
    </message>
    <message>
        <source>The reviews of {0} orders are there, the orders are not; they are left out.</source>
        <translation>Há avaliações de {0} pedidos, mas não os pedidos; elas ficam de fora.</translation>
    </message>
    <message>
        <source>Export orders and reviews over the same period.</source>
        <translation>Exporte pedidos e avaliações do mesmo período.</translation>
    </message>
    <message>
        <source>No output is published there.</source>
        <translation>Nenhuma saída está publicada ali.</translation>
    </message>
    <message>
        <source>There is no manifest: not published by CRRI.</source>
        <translation>Não há manifesto: não foi publicado pelo CRRI.</translation>
    </message>
    <message>
        <source>The published set is not whole: run any crri command on the folder to finish or undo the publication that was interrupted.</source>
        <translation>O conjunto publicado não está inteiro: execute qualquer comando crri na pasta para concluir ou desfazer a publicação interrompida.</translation>
    </message>
    <message>
        <source>The computed file is missing.</source>
        <translation>O arquivo calculado não existe.</translation>
    </message>
    <message>
        <source>Compute the outputs again.</source>
        <translation>Calcule as saídas novamente.</translation>
    </message>
    <message>
        <source>The published {0} cannot be compared.</source>
        <translation>O arquivo publicado {0} não pode ser comparado.</translation>
    </message>
    <message>
        <source>The file has none of the columns of {0}.</source>
        <translation>O arquivo não tem nenhuma das colunas de {0}.</translation>
    </message>
    <message>
        <source>The file cannot be read: {0}</source>
        <translation>O arquivo não pode ser lido: {0}</translation>
    </message>
    <message>
        <source>{0} cannot be read, the first as record {1}.</source>
        <translation>{0} sem leitura possível; o primeiro caso é o registro {1}.</translation>
    </message>
    <message>
        <source>The key ({0}) repeats in {1}.</source>
        <translation>A chave ({0}) se repete em {1}.</translation>
    </message>
    <message>
        <source>Months are not compared: order_month or revenue is missing.</source>
        <translation>Os meses não são comparados: falta order_month ou revenue.</translation>
    </message>
    <message>
        <source>Customers are not compared: their id or segment is missing.</source>
        <translation>Os clientes não são comparados: falta o id ou o segmento deles.</translation>
    </message>
    <message>
        <source>{0} does not end with a line end: if the export was cut off, its last row may be incomplete.</source>
        <translation>{0} não termina com um fim de linha: se a exportação foi cortada, a última linha pode estar incompleta.</translation>
    </message>
    <message>
        <source>{0} lines of {1} look like rows but lie within quotation marks, so they were not read as rows.</source>
        <translation>{0} linhas de {1} parecem registros, mas estão entre aspas; por isso não foram lidas como registros.</translation>
    </message>
    <message>
        <source>Look for a quotation mark that is not closed, or export it again.</source>
        <translation>Procure uma aspa que não foi fechada ou exporte-o novamente.</translation>
    </message>
    <message>
        <source>{0} has {1} records, of which {2} were read and {3} rejected.</source>
        <translation>{0} tem {1} registros, dos quais {2} foram lidos e {3} rejeitados.</translation>
    </message>
    <message>
        <source>{0} rows of {1} cannot be read: more than the limit of {2}.</source>
        <translation>{0} linhas de {1} não podem ser lidas: mais que o limite de {2}.</translation>
    </message>
    <message>
        <source>{0} rows of {1} cannot be read.</source>
        <translation>{0} linhas de {1} não podem ser lidas.</translation>
    </message>
    <message>
        <source>List them with `crri check --rejects FILE`, correct the export, or raise --max-rejected-rows.</source>
        <translation>Liste-as com `crri check --rejects FILE`, corrija a exportação ou aumente --max-rejected-rows.</translation>
    </message>
    <message>
        <source>List them with `crri check --rejects FILE`, correct the export.</source>
        <translation>Liste-as com `crri check --rejects FILE` e corrija a exportação.</translation>
    </message>
    <message>
        <source>List them with `crri check --rejects FILE`, correct the export, or raise --max-rejected-money.</source>
        <translation>Liste-as com `crri check --rejects FILE`, corrija a exportação ou aumente --max-rejected-money.</translation>
    </message>
    <message>
        <source>Look for a file that was exported or joined twice.</source>
        <translation>Procure um arquivo que foi exportado ou unido duas vezes.</translation>
    </message>
    <message>
        <source>{0} keys ({1}) of {2} have rows that contradict each other; all of them count.</source>
        <translation>{0} chaves ({1}) de {2} têm linhas que se contradizem; todas elas contam.</translation>
    </message>
    <message>
        <source>{0} keys ({1}) of {2} have rows that contradict each other.</source>
        <translation>{0} chaves ({1}) de {2} têm linhas que se contradizem.</translation>
    </message>
    <message>
        <source>Keep one row per key in the export.</source>
        <translation>Mantenha uma linha por chave na exportação.</translation>
    </message>
    <message>
        <source>The drive of the output folder is full.</source>
        <translation>A unidade da pasta de saída está cheia.</translation>
    </message>
    <message>
        <source>Free {0} MB on that drive and try again.</source>
        <translation>Libere {0} MB nessa unidade e tente novamente.</translation>
    </message>
    <message>
        <source>{0} cannot be replaced: another program holds it, or it is protected.</source>
        <translation>{0} não pode ser substituído: outro programa o está usando ou ele está protegido.</translation>
    </message>
    <message>
        <source>Close it in Excel or Power BI Desktop and try again.</source>
        <translation>Feche-o no Excel ou no Power BI Desktop e tente novamente.</translation>
    </message>
    <message>
        <source>The output folder cannot be written to.</source>
        <translation>Não é possível gravar na pasta de saída.</translation>
    </message>
    <message>
        <source>Choose a folder you may write to.</source>
        <translation>Escolha uma pasta em que você possa gravar.</translation>
    </message>
    <message>
        <source>A file is where the output folder should be.</source>
        <translation>Há um arquivo onde deveria estar a pasta de saída.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Escolha uma pasta.</translation>
    </message>
    <message>
        <source>The output folder cannot be used: {0}.</source>
        <translation>A pasta de saída não pode ser usada: {0}.</translation>
    </message>
    <message>
        <source>Check the drive and try again.</source>
        <translation>Verifique a unidade e tente novamente.</translation>
    </message>
    <message>
        <source>Looking for the raw tables</source>
        <translation>Procurando as tabelas brutas</translation>
    </message>
    <message>
        <source>No file holds the tables {0}.</source>
        <translation>Nenhum arquivo contém as tabelas {0}.</translation>
    </message>
    <message>
        <source>No file holds the table {0}; without it {1}.</source>
        <translation>Nenhum arquivo contém a tabela {0}; sem ela, {1}.</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>e mais {0}</translation>
    </message>
    <message>
        <source>The folder holds: {0}.</source>
        <translation>A pasta contém: {0}.</translation>
    </message>
    <message>
        <source>an old or protected workbook</source>
        <translation>uma pasta de trabalho antiga ou protegida</translation>
    </message>
    <message>
        <source>Rename it to end in .zip, or unpack it.</source>
        <translation>Renomeie-o para terminar em .zip ou descompacte-o.</translation>
    </message>
    <message>
        <source>Open it in Excel, remove any password, and save it as .xlsx.</source>
        <translation>Abra-o no Excel, remova a senha, se houver, e salve-o como .xlsx.</translation>
    </message>
    <message>
        <source>No value of {0} in {1} can be read as {2}. They look like {3}. {4}</source>
        <translation>Nenhum valor de {0} em {1} pode ser lido como {2}. Eles têm a forma {3}. {4}</translation>
    </message>
    <message>
        <source>The line has {0} fields where the header has {1}: its line ends or delimiters are damaged.</source>
        <translation>A linha tem {0} campos, e o cabeçalho tem {1}: seus fins de linha ou delimitadores estão danificados.</translation>
    </message>
    <message>
        <source>Look at it in a text editor, or export the file again.</source>
        <translation>Veja-a em um editor de texto ou exporte o arquivo de novo.</translation>
    </message>
    <message>
        <source>No temporary folder can be made: {0}.</source>
        <translation>Não é possível criar uma pasta temporária: {0}.</translation>
    </message>
    <message>
        <source>The memory limit {0} is not a size.</source>
        <translation>O limite de memória {0} não é um tamanho.</translation>
    </message>
    <message>
        <source>Write for example 2GB.</source>
        <translation>Escreva, por exemplo, 2GB.</translation>
    </message>
    <message>
        <source>Checking keys and amounts</source>
        <translation>Verificando chaves e valores</translation>
    </message>
    <message>
        <source>Looking for duplicates in {0}</source>
        <translation>Procurando duplicatas em {0}</translation>
    </message>
    <message>
        <source>{0}: the lines differ from the total by {1} and {2} rows.</source>
        <translation>{0}: os itens do demonstrativo diferem do total em {1} e {2} linhas.</translation>
    </message>
    <message>
        <source>Nothing was published. Please report this with the output of `crri check --json`.</source>
        <translation>Nada foi publicado. Por favor, reporte isto com a saída de `crri check --json`.</translation>
    </message>
    <message>
        <source>{0} cells are too many to copy; up to {1} can be.</source>
        <translation>{0} células são demais para copiar; o limite é {1}.</translation>
    </message>
    <message>
        <source>Export them to a file instead.</source>
        <translation>Exporte-as para um arquivo.</translation>
    </message>
    <message>
        <source>{0} rows are more than fit on a sheet of a workbook.</source>
        <translation>{0} linhas são mais do que cabe em uma planilha de uma pasta de trabalho.</translation>
    </message>
    <message>
        <source>Export them as CSV, or filter the table first.</source>
        <translation>Exporte-as como CSV ou filtre a tabela primeiro.</translation>
    </message>
    <message>
        <source>{0} has no ending that says how to write it.</source>
        <translation>{0} não tem uma extensão que diga como gravá-lo.</translation>
    </message>
    <message>
        <source>Let the name end with .csv or .xlsx.</source>
        <translation>Use um nome que termine em .csv ou .xlsx.</translation>
    </message>
    <message>
        <source>The table cannot be written: {0}</source>
        <translation>A tabela não pode ser gravada: {0}</translation>
    </message>
    <message>
        <source>Free space on that drive, or choose another folder.</source>
        <translation>Libere espaço nessa unidade ou escolha outra pasta.</translation>
    </message>
    <message>
        <source>share, 0 to 1</source>
        <translation>proporção, 0 a 1</translation>
    </message>
    <message>
        <source>None of the {0} files of {1} has a row.</source>
        <translation>Nenhum dos {0} arquivos de {1} tem linhas.</translation>
    </message>
    <message>
        <source>Export them again from the shop.</source>
        <translation>Exporte-os de novo da loja.</translation>
    </message>
    <message>
        <source>{0} alone does not say how {1} is read; it was read as in the other files of {2}: {3}.</source>
        <translation>{0} sozinho não diz como ler {1}; foi lido como nos outros arquivos de {2}: {3}.</translation>
    </message>
    <message>
        <source>Say so yourself: --{0} {1}.{2}={3}.</source>
        <translation>Diga você mesmo: --{0} {1}.{2}={3}.</translation>
    </message>
    <message>
        <source>The files of {0} write {1} in different ways ({2}); each was read as it is written.</source>
        <translation>Os arquivos de {0} escrevem {1} de formas diferentes ({2}); cada um foi lido como está escrito.</translation>
    </message>
    <message>
        <source>Look at the first rows of each, whether they are one shop&apos;s.</source>
        <translation>Veja as primeiras linhas de cada um: são mesmo da mesma loja?</translation>
    </message>
    <message>
        <source>{0} has a header and no rows.</source>
        <translation>{0} tem cabeçalho e nenhuma linha.</translation>
    </message>
    <message>
        <source>; and {0} more</source>
        <translation>; e mais {0}</translation>
    </message>
    <message>
        <source>If one is a copy or an older version, move it away or choose the other: --table {0}=FILE. If they are parts of one table, say so: --table {1}=FOLDER, or a pattern such as --table {2}=&apos;{3}*.csv&apos;.</source>
        <translation>Se um é cópia ou versão antiga, tire-o da pasta ou escolha o outro: --table {0}=FILE. Se são partes de uma tabela, diga: --table {1}=FOLDER, ou um padrão como --table {2}=&apos;{3}*.csv&apos;.</translation>
    </message>
    <message>
        <source>Two files of the table {0} are the same, byte for byte: {1} and {2}.</source>
        <translation>Dois arquivos da tabela {0} são iguais, byte por byte: {1} e {2}.</translation>
    </message>
    <message>
        <source>Move one of them away: its rows would count twice.</source>
        <translation>Tire um deles da pasta: suas linhas contariam duas vezes.</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} e mais {1}</translation>
    </message>
    <message>
        <source>is not an amount</source>
        <translation>não é um valor monetário</translation>
    </message>
    <message>
        <source>is blank</source>
        <translation>está em branco</translation>
    </message>
    <message>
        <source>The separator changes from {0} to a comma.</source>
        <translation>O separador muda de {0} para vírgula.</translation>
    </message>
    <message>
        <source>{0} orders have the status {1}, which Olist does not use; they are counted.</source>
        <translation>{0} pedidos têm o status {1}, que a Olist não usa; eles são contados.</translation>
    </message>
    <message>
        <source>{0} orders have the status {1}, which Olist does not use; they are left out.</source>
        <translation>{0} pedidos têm o status {1}, que a Olist não usa; eles ficam de fora.</translation>
    </message>
    <message>
        <source>Comparing {0}</source>
        <translation>Comparando {0}</translation>
    </message>
    <message>
        <source>{0}, for example {1}</source>
        <translation>{0}, por exemplo {1}</translation>
    </message>
    <message>
        <source>{0} row</source>
        <translation>{0} linha</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} linhas</translation>
    </message>
    <message>
        <source>record</source>
        <translation>registro</translation>
    </message>
    <message>
        <source>line {0}: {1} {2}: {3}</source>
        <translation>linha {0}: {1} {2}: {3}</translation>
    </message>
    <message>
        <source>{0} ({1} more errors.)</source>
        <translation>{0} (Mais erros: {1}.)</translation>
    </message>
    <message>
        <source>Reconciling</source>
        <translation>Conciliando</translation>
    </message>
    <message>
        <source>{0} is none of the three value segments in {1}.</source>
        <translation>{0} não é nenhum dos três segmentos de valor em {1}.</translation>
    </message>
    <message>
        <source>{0} is not written YYYY-MM in {1}.</source>
        <translation>{0} não está escrito como YYYY-MM em {1}.</translation>
    </message>
    <message>
        <source>{0} is not an amount in {1}.</source>
        <translation>{0} não é um valor monetário em {1}.</translation>
    </message>
    <message>
        <source>{0} has digits below the cent in {1}.</source>
        <translation>{0} tem dígitos abaixo do centavo em {1}.</translation>
    </message>
    <message>
        <source>{0} is not written as a whole number in {1}.</source>
        <translation>{0} não está escrito como número inteiro em {1}.</translation>
    </message>
    <message>
        <source>{0} is not a number in {1}.</source>
        <translation>{0} não é um número em {1}.</translation>
    </message>
    <message>
        <source>{0} is blank in {1}.</source>
        <translation>{0} está em branco em {1}.</translation>
    </message>
    <message>
        <source>The encoding changes from {0} to utf-8.</source>
        <translation>A codificação muda de {0} para utf-8.</translation>
    </message>
    <message>
        <source>Columns go, and fail a dashboard that uses them: {0}.</source>
        <translation>Colunas saem e fazem falhar um painel que as usa: {0}.</translation>
    </message>
    <message>
        <source>Columns are missing and come: {0}.</source>
        <translation>Colunas que faltam passam a existir: {0}.</translation>
    </message>
    <message>
        <source>Columns are there more than once; the first is compared: {0}.</source>
        <translation>Colunas aparecem mais de uma vez; a primeira é comparada: {0}.</translation>
    </message>
    <message>
        <source>Columns change their order, which is now {0}.</source>
        <translation>As colunas mudam de ordem, que agora é {0}.</translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation> e mais {0}</translation>
    </message>
    <message>
        <source>There is no raw table {0}.</source>
        <translation>Não há tabela bruta {0}.</translation>
    </message>
    <message>
        <source>The tables are: {0}.</source>
        <translation>As tabelas são: {0}.</translation>
    </message>
    <message>
        <source>is a file, not a folder</source>
        <translation>é um arquivo, não uma pasta</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>não existe</translation>
    </message>
    <message>
        <source>The input folder {0}.</source>
        <translation>A pasta de entrada {0}.</translation>
    </message>
    <message>
        <source>Choose the folder that holds the raw exports.</source>
        <translation>Escolha a pasta que contém as exportações brutas.</translation>
    </message>
    <message>
        <source>{0}: {1} It is not needed and was left alone.</source>
        <translation>{0}: {1} Ele não é necessário e foi ignorado.</translation>
    </message>
    <message>
        <source>The folder may not be read: {0}.</source>
        <translation>Sem permissão para ler a pasta: {0}.</translation>
    </message>
    <message>
        <source>Ask for read permission on it, or copy the files to a folder of your own.</source>
        <translation>Peça permissão de leitura para ela ou copie os arquivos para uma pasta sua.</translation>
    </message>
    <message>
        <source>The file chosen for {0} does not exist.</source>
        <translation>O arquivo escolhido para {0} não existe.</translation>
    </message>
    <message>
        <source>Correct the path given with --table.</source>
        <translation>Corrija o caminho indicado em --table.</translation>
    </message>
    <message>
        <source>the sheet {0}</source>
        <translation>a planilha {0}</translation>
    </message>
    <message>
        <source>The file chosen for {0} lacks {1}.</source>
        <translation>Falta no arquivo escolhido para {0}: {1}.</translation>
    </message>
    <message>
        <source>Choose another file, or rename its columns.</source>
        <translation>Escolha outro arquivo ou renomeie as colunas dele.</translation>
    </message>
    <message>
        <source>The header names {0} more than once.</source>
        <translation>O cabeçalho traz {0} mais de uma vez.</translation>
    </message>
    <message>
        <source>Rename or remove the column that is not meant.</source>
        <translation>Renomeie ou remova a coluna que sobra.</translation>
    </message>
    <message>
        <source>The file looks like several tables joined into one: {0}.</source>
        <translation>O arquivo parece conter várias tabelas unidas em uma só: {0}.</translation>
    </message>
    <message>
        <source>Give each table as a file of its own: joined rows count amounts twice.</source>
        <translation>Forneça cada tabela em um arquivo próprio: linhas unidas contam valores duas vezes.</translation>
    </message>
    <message>
        <source>The file looks like the table {0} but lacks the columns {1}; its first line reads {2}.</source>
        <translation>O arquivo parece ser a tabela {0}, mas faltam as colunas {1}; a primeira linha dele é {2}.</translation>
    </message>
    <message>
        <source>The file looks like the table {0} but lacks the column {1}; its first line reads {2}.</source>
        <translation>O arquivo parece ser a tabela {0}, mas falta a coluna {1}; a primeira linha dele é {2}.</translation>
    </message>
    <message>
        <source>Export it with these columns and a header line, or go on without it: --table {0}=none.</source>
        <translation>Exporte-o com estas colunas e uma linha de cabeçalho ou continue sem ele: --table {0}=none.</translation>
    </message>
    <message>
        <source>Export it with these columns and a header line.</source>
        <translation>Exporte-o com estas colunas e uma linha de cabeçalho.</translation>
    </message>
    <message>
        <source>Add the export (for example {0}) with the columns {1}, or say --table {2}=FILE.</source>
        <translation>Inclua a exportação (por exemplo, {0}) com as colunas {1} ou indique --table {2}=FILE.</translation>
    </message>
    <message>
        <source>There is no {0} file: {1}.</source>
        <translation>Não há arquivo {0}: {1}.</translation>
    </message>
    <message>
        <source>Add {0} to the folder.</source>
        <translation>Inclua {0} na pasta.</translation>
    </message>
    <message>
        <source>The file cannot be read any more: {0}.</source>
        <translation>O arquivo não pode mais ser lido: {0}.</translation>
    </message>
    <message>
        <source>Check the drive or connection and whether something removes files there.</source>
        <translation>Verifique a unidade ou a conexão e se algo remove arquivos ali.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>O arquivo mudou enquanto era lido.</translation>
    </message>
    <message>
        <source>Wait until the export is complete, then run again.</source>
        <translation>Espere a exportação terminar e execute novamente.</translation>
    </message>
    <message>
        <source>another run</source>
        <translation>outra execução</translation>
    </message>
    <message>
        <source>process {0} ({1}) of {2} on {3}, since {4}</source>
        <translation>processo {0} ({1}) de {2} em {3}, desde {4}</translation>
    </message>
    <message>
        <source>no longer holds it</source>
        <translation>não a mantém mais</translation>
    </message>
    <message>
        <source>no longer runs</source>
        <translation>não está mais em execução</translation>
    </message>
    <message>
        <source>{0} in the output folder is a link; CRRI needs it on the same drive.</source>
        <translation>{0} na pasta de saída é um link; o CRRI precisa dele na mesma unidade.</translation>
    </message>
    <message>
        <source>Remove the link and try again.</source>
        <translation>Remova o link e tente novamente.</translation>
    </message>
    <message>
        <source>The output folder is in use by {0}.</source>
        <translation>A pasta de saída está em uso por {0}.</translation>
    </message>
    <message>
        <source>Wait until that run has ended, or choose another output folder.</source>
        <translation>Espere essa execução terminar ou escolha outra pasta de saída.</translation>
    </message>
    <message>
        <source>A lock left by {0}, which {1}, was cleared.</source>
        <translation>Foi removida uma trava deixada por {0}, que {1}.</translation>
    </message>
    <message>
        <source>An interrupted run had published nothing; what it had left was removed.</source>
        <translation>Uma execução interrompida não havia publicado nada; o que ela deixou foi removido.</translation>
    </message>
    <message>
        <source>The {0} that was interrupted on {1} was finished: the new files are in place.</source>
        <translation>A {0} interrompida em {1} foi concluída: os arquivos novos estão no lugar.</translation>
    </message>
    <message>
        <source>The {0} that was interrupted on {1} was undone: the former files are in place.</source>
        <translation>A {0} interrompida em {1} foi desfeita: os arquivos anteriores estão no lugar.</translation>
    </message>
    <message>
        <source>The {0} that was interrupted on {1} was undone: nothing is published.</source>
        <translation>A {0} interrompida em {1} foi desfeita: nada está publicado.</translation>
    </message>
    <message>
        <source>folders of Parquet</source>
        <translation>pastas de Parquet</translation>
    </message>
    <message>
        <source>The folder of the cache cannot be used: {0}.</source>
        <translation>A pasta do cache não pode ser usada: {0}.</translation>
    </message>
    <message>
        <source>Name a folder you may write to with --cache-dir.</source>
        <translation>Indique com --cache-dir uma pasta em que você possa gravar.</translation>
    </message>
    <message>
        <source>Copies of raw files were removed from the cache while they were read.</source>
        <translation>Cópias de arquivos brutos foram removidas do cache enquanto eram lidas.</translation>
    </message>
    <message>
        <source>Run again: the raw files will be read then.</source>
        <translation>Execute de novo: os arquivos brutos serão lidos então.</translation>
    </message>
    <message>
        <source>The memory limit and the temporary space do not suffice for these orders.</source>
        <translation>O limite de memória e o espaço temporário não bastam para estes pedidos.</translation>
    </message>
    <message>
        <source>Raise --memory-limit, or name a drive with more space with --temp-dir.</source>
        <translation>Aumente --memory-limit ou indique um disco com mais espaço com --temp-dir.</translation>
    </message>
    <message>
        <source>The drive of the temporary folder is full.</source>
        <translation>O disco da pasta temporária está cheio.</translation>
    </message>
    <message>
        <source>Free space on it, or name a drive with more space with --temp-dir.</source>
        <translation>Libere espaço nele ou indique um disco com mais espaço com --temp-dir.</translation>
    </message>
    <message>
        <source>restore</source>
        <translation>restauração</translation>
    </message>
    <message>
        <source>publication</source>
        <translation>publicação</translation>
    </message>
    <message>
        <source>{0} is no output, but lies in a folder that is replaced as a whole.</source>
        <translation>{0} não é uma saída, mas está em uma pasta que é substituída por inteiro.</translation>
    </message>
    <message>
        <source>Move it elsewhere and try again.</source>
        <translation>Mova-o para outro lugar e tente de novo.</translation>
    </message>
    <message>
        <source>{0} is a link or a file, but a folder of the outputs has this name.</source>
        <translation>{0} é um atalho ou um arquivo, mas uma pasta de saída tem este nome.</translation>
    </message>
    <message>
        <source>left out by status: {0}</source>
        <translation>fora por status: {0}</translation>
    </message>
    <message>
        <source>The drive of the staging folder has {0} GB free; these files need about {1} GB there.</source>
        <translation>A unidade da pasta de transferência tem {0} GB livres; estes arquivos precisam de cerca de {1} GB nela.</translation>
    </message>
    <message>
        <source>Free space on it, or name another drive with --stage-dir.</source>
        <translation>Libere espaço nela ou indique outra unidade com --stage-dir.</translation>
    </message>
    <message>
        <source>The drive of the temporary folder has {0} GB free; these files need about {1} GB there.</source>
        <translation>O disco da pasta temporária tem {0} GB livres; estes arquivos precisam de cerca de {1} GB nele.</translation>
    </message>
    <message>
        <source>Free space on it, name another drive with --temp-dir, or allow more memory with --memory-limit.</source>
        <translation>Libere espaço nele, indique outro disco com --temp-dir ou permita mais memória com --memory-limit.</translation>
    </message>
    <message>
        <source>The drive of the temporary folder has {0} GB free; the copies of the raw files need {1} GB there.</source>
        <translation>A unidade da pasta temporária tem {0} GB livres; as cópias dos arquivos brutos precisam de {1} GB nela.</translation>
    </message>
    <message>
        <source>Free space on it, or name another drive with --temp-dir.</source>
        <translation>Libere espaço nela ou indique outra unidade com --temp-dir.</translation>
    </message>
    <message>
        <source>The drive of the output folder has {0} GB free; these files need about {1} GB there.</source>
        <translation>O disco da pasta de saída tem {0} GB livres; estes arquivos precisam de cerca de {1} GB nele.</translation>
    </message>
    <message>
        <source>Free space on it, or keep fewer former sets (--backups).</source>
        <translation>Libere espaço nele ou guarde menos conjuntos anteriores (--backups).</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Publicando</translation>
    </message>
    <message>
        <source>The folder holds the outputs as {0}; whatever reads them would lose them.</source>
        <translation>A pasta contém as saídas como {0}; o que as lê ficaria sem elas.</translation>
    </message>
    <message>
        <source>Choose another folder for {0}.</source>
        <translation>Escolha outra pasta para {0}.</translation>
    </message>
    <message>
        <source>{0} mixes line ends of several systems; all were read.</source>
        <translation>{0} mistura fins de linha de vários sistemas; todos foram lidos.</translation>
    </message>
    <message>
        <source>{0} is not UTF-8 and was read as Windows-1252 (Latin-1).</source>
        <translation>{0} não é UTF-8 e foi lido como Windows-1252 (Latin-1).</translation>
    </message>
    <message>
        <source>CRRI was replacing these files. If it runs no longer, start it again with this folder: it finishes or undoes what it had begun.</source>
        <translation>O CRRI estava substituindo estes arquivos. Se ele não estiver mais em execução, inicie-o novamente com esta pasta: ele conclui ou desfaz o que havia começado.</translation>
    </message>
    <message>
        <source>{0} What was begun could not all be taken back: the set is not whole.</source>
        <translation>{0} Nem tudo o que foi começado pôde ser desfeito: o conjunto não está inteiro.</translation>
    </message>
    <message>
        <source>{0} CRRI takes back the rest when it starts; until then the former files are in {1}.</source>
        <translation>{0} O CRRI desfaz o resto quando for iniciado; até lá, os arquivos anteriores estão em {1}.</translation>
    </message>
    <message>
        <source>The {0} that was interrupted on {1} can be neither finished nor undone: {2} missing or changed.</source>
        <translation>A {0} interrompida em {1} não pode ser concluída nem desfeita; ausente ou alterado: {2}.</translation>
    </message>
    <message>
        <source>The former files that are left are in {0}: put the right ones into the output folder, then delete {1}.</source>
        <translation>Os arquivos anteriores que restam estão em {0}: coloque os certos na pasta de saída e depois exclua {1}.</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>Lendo {0}</translation>
    </message>
    <message>
        <source>Read {0}</source>
        <translation>{0} lido</translation>
    </message>
    <message>
        <source>The file has a header and no rows.</source>
        <translation>O arquivo tem um cabeçalho e nenhuma linha.</translation>
    </message>
    <message>
        <source>Export it again from the shop.</source>
        <translation>Exporte-o novamente da loja.</translation>
    </message>
    <message>
        <source>Export it again from the shop, or say --table {0}=none.</source>
        <translation>Exporte-o novamente da loja ou então: --table {0}=none.</translation>
    </message>
    <message>
        <source>{0} has no column {1}; what depends on it is blank.</source>
        <translation>{0} não tem a coluna {1}; o que depende dela fica em branco.</translation>
    </message>
    <message>
        <source>stands for a missing value</source>
        <translation>representa um valor ausente</translation>
    </message>
    <message>
        <source>is not between {0} and {1}</source>
        <translation>não está entre {0} e {1}</translation>
    </message>
    <message>
        <source>{0} values of {1} begin like a spreadsheet formula; they are written with an apostrophe before them, so that they stay text.</source>
        <translation>{0} valores de {1} começam como uma fórmula de planilha; são gravados com um apóstrofo antes, para continuarem sendo texto.</translation>
    </message>
    <message>
        <source>Free space on that drive, or choose another output folder.</source>
        <translation>Libere espaço nessa unidade ou escolha outra pasta de saída.</translation>
    </message>
    <message>
        <source>The written file cannot be read back: {0}</source>
        <translation>O arquivo gravado não pode ser relido: {0}</translation>
    </message>
    <message>
        <source>Run again; if it persists, check the drive and report it.</source>
        <translation>Execute novamente; se persistir, verifique a unidade e reporte o problema.</translation>
    </message>
    <message>
        <source>the header differs</source>
        <translation>o cabeçalho é diferente</translation>
    </message>
    <message>
        <source>{0} has amounts in several currencies: {1}</source>
        <translation>{0} tem valores em várias moedas: {1}</translation>
    </message>
    <message>
        <source>{0} amounts of {1} name the currency {2}, {3} name none; all were taken for the same.</source>
        <translation>{0} valores de {1} indicam a moeda {2}, {3} não indicam nenhuma; todos foram tomados pela mesma.</translation>
    </message>
    <message>
        <source>Look whether the others are of another currency; they must not be added up.</source>
        <translation>Verifique se os outros são de outra moeda; eles não devem ser somados.</translation>
    </message>
    <message>
        <source>{0}. They must not be added up.</source>
        <translation>{0}. Eles não devem ser somados.</translation>
    </message>
    <message>
        <source>The archive holds {0} files.</source>
        <translation>O arquivo compactado contém {0} arquivos.</translation>
    </message>
    <message>
        <source>Unpack it and choose the folder with the tables.</source>
        <translation>Descompacte-o e escolha a pasta com as tabelas.</translation>
    </message>
    <message>
        <source>The archive holds two files of one name: {0}.</source>
        <translation>O arquivo compactado contém dois arquivos com o mesmo nome: {0}.</translation>
    </message>
    <message>
        <source>The archive names a file outside of itself: {0}.</source>
        <translation>O arquivo compactado indica um arquivo fora dele mesmo: {0}.</translation>
    </message>
    <message>
        <source>It was made to harm: look where it comes from.</source>
        <translation>Ele foi feito para causar dano: verifique de onde vem.</translation>
    </message>
    <message>
        <source>The file unpacks to more than {0} times its size: it is damaged, or made to fill the drive.</source>
        <translation>O arquivo se descompacta em mais de {0} vezes o seu tamanho: está danificado ou foi feito para encher o disco.</translation>
    </message>
    <message>
        <source>Look where it comes from; if you trust it, unpack it yourself.</source>
        <translation>Verifique de onde vem; se confiar nele, descompacte-o você mesmo.</translation>
    </message>
    <message>
        <source>The archive is protected by a password.</source>
        <translation>O arquivo compactado está protegido por senha.</translation>
    </message>
    <message>
        <source>Unpack it and choose the folder with the unpacked files.</source>
        <translation>Descompacte-o e escolha a pasta com os arquivos descompactados.</translation>
    </message>
    <message>
        <source>The archive is packed in a way that is not read here ({0}).</source>
        <translation>O arquivo compactado usa um método que não é lido aqui ({0}).</translation>
    </message>
    <message>
        <source>The ZIP archive is damaged or cut off.</source>
        <translation>O arquivo ZIP está danificado ou cortado.</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>Copie-o ou baixe-o de novo.</translation>
    </message>
    <message>
        <source>{0} tables in {1} lie beside it too, byte for byte; they were left alone.</source>
        <translation>{0} tabelas de {1} também estão ao lado dele, byte por byte; foram ignoradas.</translation>
    </message>
    <message>
        <source>{0} looks like several tables joined into one ({1}), each of which has a file of its own; it was left alone.</source>
        <translation>{0} parece conter várias tabelas juntadas em uma ({1}), e cada uma delas tem um arquivo próprio; foi ignorado.</translation>
    </message>
    <message>
        <source>An archive within an archive is not read.</source>
        <translation>Um arquivo compactado dentro de outro não é lido.</translation>
    </message>
    <message>
        <source>Unpack the outer one.</source>
        <translation>Descompacte o de fora.</translation>
    </message>
    <message>
        <source>Open it in the program it comes from and save it as .xlsx or as CSV.</source>
        <translation>Abra-o no programa de onde vem e salve-o como .xlsx ou como CSV.</translation>
    </message>
    <message>
        <source>Unpack it: .csv, .csv.gz and .zip are read.</source>
        <translation>Descompacte-o: são lidos .csv, .csv.gz e .zip.</translation>
    </message>
    <message>
        <source>Export the table as CSV.</source>
        <translation>Exporte a tabela como CSV.</translation>
    </message>
    <message>
        <source>another kind of workbook</source>
        <translation>outro tipo de pasta de trabalho</translation>
    </message>
    <message>
        <source>another kind of archive</source>
        <translation>outro tipo de arquivo compactado</translation>
    </message>
    <message>
        <source>packed in another way</source>
        <translation>compactado de outra forma</translation>
    </message>
    <message>
        <source>data of another layout</source>
        <translation>dados de outro formato</translation>
    </message>
    <message>
        <source>a document without a table</source>
        <translation>um documento sem tabela</translation>
    </message>
    <message>
        <source>a file of a database</source>
        <translation>um arquivo de banco de dados</translation>
    </message>
    <message>
        <source>another format</source>
        <translation>outro formato</translation>
    </message>
    <message>
        <source>{0} is none of the raw tables and was left alone; it begins with {1}.</source>
        <translation>{0} não é nenhuma das tabelas brutas e foi ignorado; começa com {1}.</translation>
    </message>
    <message>
        <source>{0} has its header on line {1}; what stands above it was skipped.</source>
        <translation>{0} tem o cabeçalho na linha {1}; o que está acima foi pulado.</translation>
    </message>
    <message>
        <source>{0} is {1} and was not read.</source>
        <translation>{0} é {1} e não foi lido.</translation>
    </message>
    <message>
        <source>The file is {0}, which is not read.</source>
        <translation>O arquivo é {0}, que não é lido.</translation>
    </message>
    <message>
        <source>Choose the folder with the exports (for example {0}): they are recognised by the names of their columns.</source>
        <translation>Escolha a pasta com as exportações (por exemplo {0}): elas são reconhecidas pelos nomes das colunas.</translation>
    </message>
    <message>
        <source>{0} ({1}, not read)</source>
        <translation>{0} ({1}, não lido)</translation>
    </message>
    <message>
        <source>The folder holds no file of a kind that is read.</source>
        <translation>A pasta não contém nenhum arquivo de um tipo que seja lido.</translation>
    </message>
    <message>
        <source>Writing the tables</source>
        <translation>Gravando as tabelas</translation>
    </message>
    <message>
        <source>Reading back the tables</source>
        <translation>Relendo as tabelas</translation>
    </message>
    <message>
        <source>The written file does not hold what was computed: {0}.</source>
        <translation>O arquivo gravado não contém o que foi calculado: {0}.</translation>
    </message>
    <message>
        <source>{0} {1} instead of {2}</source>
        <translation>{0} {1} em vez de {2}</translation>
    </message>
    <message>
        <source>There is no output {0}.</source>
        <translation>Não há a saída {0}.</translation>
    </message>
    <message>
        <source>The outputs are: {0}.</source>
        <translation>As saídas são: {0}.</translation>
    </message>
    <message>
        <source>{0} mixes dates that can only be day-first ({1}) with dates that can only be month-first ({2}).</source>
        <translation>{0} mistura datas que só podem começar pelo dia ({1}) com datas que só podem começar pelo mês ({2}).</translation>
    </message>
    <message>
        <source>dmy or mdy</source>
        <translation>dmy ou mdy</translation>
    </message>
    <message>
        <source>{0} could be day-first or month-first: no date in it decides.</source>
        <translation>{0} pode começar pelo dia ou pelo mês: nenhuma data na coluna decide.</translation>
    </message>
    <message>
        <source>{0} mixes amounts with a decimal comma ({1}) and amounts with a decimal point ({2}).</source>
        <translation>{0} mistura valores com vírgula decimal ({1}) e valores com ponto decimal ({2}).</translation>
    </message>
    <message>
        <source>point or comma</source>
        <translation>point ou comma</translation>
    </message>
    <message>
        <source>{0} has amounts such as {1}, which could be thousands or decimals.</source>
        <translation>{0} tem valores como {1}, que podem ser milhares ou decimais.</translation>
    </message>
    <message>
        <source>Say which it is: {0} {1}={2}.</source>
        <translation>Indique qual é o caso: {0} {1}={2}.</translation>
    </message>
    <message>
        <source>{0} files could be the table {1}: {2}.</source>
        <translation>{0} arquivos podem ser a tabela {1}: {2}.</translation>
    </message>
    <message>
        <source>The text is not valid {0} at byte {1}.</source>
        <translation>O texto não é {0} válido no byte {1}.</translation>
    </message>
    <message>
        <source>Export the file again, as UTF-8.</source>
        <translation>Exporte o arquivo novamente, como UTF-8.</translation>
    </message>
    <message>
        <source>The gzip archive is damaged or cut off.</source>
        <translation>O arquivo gzip está danificado ou cortado.</translation>
    </message>
    <message>
        <source>Copy or export the file again.</source>
        <translation>Copie ou exporte o arquivo novamente.</translation>
    </message>
    <message>
        <source>The temporary copy of a raw file cannot be written: {0}.</source>
        <translation>A cópia temporária de um arquivo bruto não pode ser gravada: {0}.</translation>
    </message>
    <message>
        <source>Free space on that drive, or name another one with --temp-dir.</source>
        <translation>Libere espaço nessa unidade ou indique outra com --temp-dir.</translation>
    </message>
    <message>
        <source>The file cannot be read any more.</source>
        <translation>O arquivo não pode mais ser lido.</translation>
    </message>
    <message>
        <source>Look into the folder again.</source>
        <translation>Leia a pasta novamente.</translation>
    </message>
    <message>
        <source>The Parquet file cannot be read.</source>
        <translation>O arquivo Parquet não pode ser lido.</translation>
    </message>
    <message>
        <source>Copy or export it again.</source>
        <translation>Copie-o ou exporte-o novamente.</translation>
    </message>
    <message>
        <source>There is no backup {0}.</source>
        <translation>Não há conjunto anterior {0}.</translation>
    </message>
    <message>
        <source>There is no backup.</source>
        <translation>Não há conjunto anterior.</translation>
    </message>
    <message>
        <source>Choose one of {0}.</source>
        <translation>Escolha um destes: {0}.</translation>
    </message>
    <message>
        <source>Nothing was replaced here so far.</source>
        <translation>Nada foi substituído aqui até agora.</translation>
    </message>
    <message>
        <source>The manifest is damaged: what is published here is not known.</source>
        <translation>O manifesto está danificado: não se sabe o que está publicado aqui.</translation>
    </message>
    <message>
        <source>Run CRRI again into this folder, or restore a backup.</source>
        <translation>Execute o CRRI novamente para esta pasta ou restaure um conjunto anterior.</translation>
    </message>
    <message>
        <source>{0} is a link; CRRI neither replaces it nor writes to what it points to.</source>
        <translation>{0} é um link; o CRRI não o substitui nem grava no destino dele.</translation>
    </message>
    <message>
        <source>Remove the link, or publish into the folder that it points to.</source>
        <translation>Remova o link ou publique na pasta para a qual ele aponta.</translation>
    </message>
    <message>
        <source>{0} is not a file, but an output has this name.</source>
        <translation>{0} não é um arquivo, mas uma saída tem este nome.</translation>
    </message>
    <message>
        <source>Move or rename it and try again.</source>
        <translation>Mova-o ou renomeie-o e tente novamente.</translation>
    </message>
    <message>
        <source>Item prices</source>
        <translation>Preços dos itens</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>Frete</translation>
    </message>
    <message>
        <source>items whose order was rejected</source>
        <translation>itens cujo pedido foi rejeitado</translation>
    </message>
    <message>
        <source>items whose order is missing</source>
        <translation>itens cujo pedido não existe</translation>
    </message>
    <message>
        <source>orders whose customer is missing</source>
        <translation>pedidos cujo cliente não existe</translation>
    </message>
    <message>
        <source>outside the window</source>
        <translation>fora da janela</translation>
    </message>
    <message>
        <source>counted orders</source>
        <translation>pedidos contados</translation>
    </message>
    <message>
        <source>duplicate rows</source>
        <translation>linhas duplicadas</translation>
    </message>
    <message>
        <source>{0}: raw file against counted orders</source>
        <translation>{0}: arquivo bruto e pedidos contados</translation>
    </message>
    <message>
        <source>rejected rows</source>
        <translation>linhas rejeitadas</translation>
    </message>
    <message>
        <source>Orders in the raw file</source>
        <translation>Pedidos no arquivo bruto</translation>
    </message>
    <message>
        <source>Orders: raw file against counted orders</source>
        <translation>Pedidos: arquivo bruto e pedidos contados</translation>
    </message>
    <message>
        <source>prices and freight of all orders</source>
        <translation>preços e frete de todos os pedidos</translation>
    </message>
    <message>
        <source>payments of {0} orders without items</source>
        <translation>pagamentos de {0} pedidos sem itens</translation>
    </message>
    <message>
        <source>goods of {0} orders without payment</source>
        <translation>mercadorias de {0} pedidos sem pagamento</translation>
    </message>
    <message>
        <source>{0} orders where the two differ</source>
        <translation>{0} pedidos em que os dois diferem</translation>
    </message>
    <message>
        <source>{0} duplicate payment rows</source>
        <translation>{0} linhas de pagamento duplicadas</translation>
    </message>
    <message>
        <source>Payments against goods</source>
        <translation>Pagamentos e mercadorias</translation>
    </message>
    <message>
        <source>Order value: facts against {0}</source>
        <translation>Valor dos pedidos: fatos e {0}</translation>
    </message>
    <message>
        <source>distinct customers of master_orders</source>
        <translation>clientes distintos de master_orders</translation>
    </message>
    <message>
        <source>Customers: facts against {0}</source>
        <translation>Clientes: fatos e {0}</translation>
    </message>
    <message>
        <source>is not a date and time</source>
        <translation>não é uma data e hora</translation>
    </message>
    <message>
        <source>is not a whole number</source>
        <translation>não é um número inteiro</translation>
    </message>
    <message>
        <source>is not a score from 1 to 5</source>
        <translation>não é uma nota de 1 a 5</translation>
    </message>
    <message>
        <source>is not valid text</source>
        <translation>não é um texto válido</translation>
    </message>
    <message>
        <source>{0} fields where the header has {1}</source>
        <translation>{0} campos onde o cabeçalho tem {1}</translation>
    </message>
    <message>
        <source>a quotation mark is not closed or stands inside a field</source>
        <translation>uma aspa não foi fechada ou está dentro de um campo</translation>
    </message>
    <message>
        <source>the record is longer than 16 MB</source>
        <translation>o registro tem mais de 16 MB</translation>
    </message>
    <message>
        <source>the text is not valid UTF-8</source>
        <translation>o texto não é UTF-8 válido</translation>
    </message>
    <message>
        <source>Looking for what has changed</source>
        <translation>Procurando o que mudou</translation>
    </message>
    <message>
        <source>The published files were changed by somebody else since they were compared.</source>
        <translation>Os arquivos publicados foram alterados por outra pessoa desde a comparação.</translation>
    </message>
    <message>
        <source>Look at what would change now, then publish.</source>
        <translation>Veja o que mudaria agora e depois publique.</translation>
    </message>
    <message>
        <source>There is no such folder of published files.</source>
        <translation>Não existe essa pasta de arquivos publicados.</translation>
    </message>
    <message>
        <source>Give the folder that holds the five CSVs, or publish with `crri run`.</source>
        <translation>Indique a pasta que contém os cinco CSVs ou publique com `crri run`.</translation>
    </message>
    <message>
        <source>Writing the workbook</source>
        <translation>Gravando a pasta de trabalho</translation>
    </message>
    <message>
        <source>The rejects cannot be written: {0}.</source>
        <translation>Os rejeitados não podem ser gravados: {0}.</translation>
    </message>
    <message>
        <source>Published with {0} = {1}, computed with {2} = {3}.</source>
        <translation>Publicado com {0} = {1}, calculado com {2} = {3}.</translation>
    </message>
    <message>
        <source>The output would be written over a raw file.</source>
        <translation>A saída seria gravada por cima de um arquivo bruto.</translation>
    </message>
    <message>
        <source>Choose another output folder or file.</source>
        <translation>Escolha outra pasta ou outro arquivo de saída.</translation>
    </message>
    <message>
        <source>The file cannot be read as a table: its lines are broken.</source>
        <translation>O arquivo não pode ser lido como tabela: as linhas dele estão quebradas.</translation>
    </message>
    <message>
        <source>Look for broken lines in a text editor, or export it again.</source>
        <translation>Procure linhas quebradas em um editor de texto ou exporte-o novamente.</translation>
    </message>
    <message>
        <source>The Parquet file is damaged.</source>
        <translation>O arquivo Parquet está danificado.</translation>
    </message>
    <message>
        <source>The process that reads workbooks cannot be started: {0}.</source>
        <translation>O processo que lê pastas de trabalho não pode ser iniciado: {0}.</translation>
    </message>
    <message>
        <source>Close other programs and free space on the drive of the temporary folder.</source>
        <translation>Feche outros programas e libere espaço no disco da pasta temporária.</translation>
    </message>
    <message>
        <source>The workbook has a value in the cell {0} of {1}, far away from its rows.</source>
        <translation>A pasta de trabalho tem um valor na célula {0} de {1}, longe de suas linhas.</translation>
    </message>
    <message>
        <source>Delete the rows and columns beside the table in Excel and save it again, or save the sheet as CSV.</source>
        <translation>Exclua no Excel as linhas e colunas ao lado da tabela e salve de novo, ou salve a planilha como CSV.</translation>
    </message>
    <message>
        <source>Unpack the archive, and then: {0}</source>
        <translation>Descompacte o arquivo e depois: {0}</translation>
    </message>
    <message>
        <source>The file may not be read: permission denied.</source>
        <translation>O arquivo não pode ser lido: permissão negada.</translation>
    </message>
    <message>
        <source>Ask for read permission on it, or copy it to a folder of your own.</source>
        <translation>Peça permissão de leitura para ele ou copie-o para uma pasta sua.</translation>
    </message>
    <message>
        <source>The file cannot be read: {0}.</source>
        <translation>O arquivo não pode ser lido: {0}.</translation>
    </message>
    <message>
        <source>Check the drive or connection and copy the file anew.</source>
        <translation>Verifique a unidade ou a conexão e copie o arquivo de novo.</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes).</source>
        <translation>O arquivo está vazio (0 bytes).</translation>
    </message>
    <message>
        <source>The file is named {0} but is {1}.</source>
        <translation>O nome do arquivo termina em {0}, mas ele é {1}.</translation>
    </message>
    <message>
        <source>plain text</source>
        <translation>texto simples</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>um arquivo gzip</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>um arquivo Parquet</translation>
    </message>
    <message>
        <source>an Excel workbook</source>
        <translation>uma pasta de trabalho do Excel</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>um arquivo ZIP</translation>
    </message>
    <message>
        <source>binary data, not a table</source>
        <translation>dados binários, não uma tabela</translation>
    </message>
    <message>
        <source>Rename it to end in .csv.</source>
        <translation>Renomeie-o para terminar em .csv.</translation>
    </message>
    <message>
        <source>Rename it to end in .csv.gz, or unpack it.</source>
        <translation>Renomeie-o para terminar em .csv.gz ou descompacte-o.</translation>
    </message>
    <message>
        <source>Rename it to end in .parquet.</source>
        <translation>Renomeie-o para terminar em .parquet.</translation>
    </message>
    <message>
        <source>Rename it to end in .xlsx, or save it as CSV from Excel.</source>
        <translation>Renomeie-o para terminar em .xlsx ou salve-o como CSV pelo Excel.</translation>
    </message>
    <message>
        <source>Export the table again as CSV.</source>
        <translation>Exporte a tabela novamente como CSV.</translation>
    </message>
    <message>
        <source>The gzip archive is damaged.</source>
        <translation>O arquivo gzip está danificado.</translation>
    </message>
    <message>
        <source>The archive holds an empty file.</source>
        <translation>O arquivo compactado contém um arquivo vazio.</translation>
    </message>
    <message>
        <source>The file holds only blank space.</source>
        <translation>O arquivo contém somente espaços em branco.</translation>
    </message>
    <message>
        <source>The workbook is damaged or protected by a password.</source>
        <translation>A pasta de trabalho está danificada ou protegida por senha.</translation>
    </message>
    <message>
        <source>Open it in Excel, remove any password, and save it again.</source>
        <translation>Abra-a no Excel, remova a senha, se houver, e salve-a novamente.</translation>
    </message>
    <message>
        <source>The workbook has no filled sheet.</source>
        <translation>A pasta de trabalho não tem nenhuma planilha preenchida.</translation>
    </message>
    <message>
        <source>There is no Power BI project of CRRI&apos;s in this folder.</source>
        <translation>Não há um projeto do Power BI feito pelo CRRI nesta pasta.</translation>
    </message>
    <message>
        <source>Write one with `crri powerbi --output-dir DIR`, or give the folder that holds it.</source>
        <translation>Grave um com `crri powerbi --output-dir DIR` ou indique a pasta que o contém.</translation>
    </message>
    <message>
        <source>This folder holds the outputs as folders of Parquet; the project reads CSVs.</source>
        <translation>Esta pasta contém as saídas em pastas de Parquet; o projeto lê CSVs.</translation>
    </message>
    <message>
        <source>Publish CSVs into another folder with `crri run`, and give that one.</source>
        <translation>Publique CSVs em outra pasta com `crri run` e informe essa pasta.</translation>
    </message>
    <message>
        <source>{0} is not in this folder.</source>
        <translation>{0} não está nesta pasta.</translation>
    </message>
    <message>
        <source>{0} are not in this folder.</source>
        <translation>{0} não estão nesta pasta.</translation>
    </message>
    <message>
        <source>Give the folder that holds the five CSVs, or publish them with `crri run`.</source>
        <translation>Indique a pasta que contém os cinco CSVs ou publique-os com `crri run`.</translation>
    </message>
    <message>
        <source>The project has no parameter {0} to change.</source>
        <translation>O projeto não tem um parâmetro {0} a alterar.</translation>
    </message>
    <message>
        <source>Write the project anew with `crri powerbi --output-dir DIR --force`; what is there is kept as a backup.</source>
        <translation>Grave o projeto de novo com `crri powerbi --output-dir DIR --force`; o que existe fica guardado.</translation>
    </message>
    <message>
        <source>The project&apos;s longest path has {0} letters; Power BI Desktop opens up to {1}. Publish into a folder with a shorter path.</source>
        <translation>O caminho mais longo do projeto tem {0} letras; o Power BI Desktop abre até {1}. Publique em uma pasta com caminho mais curto.</translation>
    </message>
    <message>
        <source>{0} is no path of Windows, where Power BI Desktop runs: give the one that it has there with --repoint.</source>
        <translation>{0} não é um caminho do Windows, onde o Power BI Desktop funciona: informe com --repoint o que a pasta tem lá.</translation>
    </message>
    <message>
        <source>The project goes on reading {0}, as it was told by --repoint.</source>
        <translation>O projeto continua lendo {0}, como foi dito com --repoint.</translation>
    </message>
    <message>
        <source>{0} is no folder that Power BI can read.</source>
        <translation>{0} não é uma pasta que o Power BI possa ler.</translation>
    </message>
    <message>
        <source>Give the full path of the folder that holds the five CSVs.</source>
        <translation>Indique o caminho completo da pasta que contém os cinco CSVs.</translation>
    </message>
    <message>
        <source>The Power BI project was written for other definitions, or by another CRRI: write it again to bring it up to date.</source>
        <translation>O projeto do Power BI foi gravado para outras definições ou por outro CRRI: grave-o de novo para atualizá-lo.</translation>
    </message>
    <message>
        <source>You have changed {0}, so it was left as it is: its figures may be those of a former run.</source>
        <translation>Você alterou {0}, por isso foi deixado como está: seus números podem ser de uma execução anterior.</translation>
    </message>
    <message>
        <source>{0} tells the figures of what is published now.</source>
        <translation>{0} traz os números do que está publicado agora.</translation>
    </message>
    <message>
        <source>{0} may tell the figures of a former run: {1}</source>
        <translation>{0} talvez traga os números de uma execução anterior: {1}</translation>
    </message>
    <message>
        <source>The writing of a Power BI project that was interrupted was finished.</source>
        <translation>A gravação interrompida de um projeto do Power BI foi concluída.</translation>
    </message>
    <message>
        <source>Remove the link, or write the project into the folder it points to.</source>
        <translation>Remova o link ou grave o projeto na pasta para a qual ele aponta.</translation>
    </message>
    <message>
        <source>The writing of a Power BI project that was interrupted was taken back.</source>
        <translation>A gravação interrompida de um projeto do Power BI foi desfeita.</translation>
    </message>
    <message>
        <source>{0} is not a plain file, but a file of the project has this name.</source>
        <translation>{0} não é um arquivo comum, mas um arquivo do projeto tem este nome.</translation>
    </message>
    <message>
        <source>There is a Power BI project here that CRRI did not make.</source>
        <translation>Há aqui um projeto do Power BI que não foi feito pelo CRRI.</translation>
    </message>
    <message>
        <source>Choose another folder, or give --force to replace it (it stays as a backup).</source>
        <translation>Escolha outra pasta ou use --force para substituí-lo (ele fica guardado).</translation>
    </message>
    <message>
        <source>The published CSVs cannot be read as the contract says.</source>
        <translation>Os CSVs publicados não podem ser lidos como diz o contrato.</translation>
    </message>
    <message>
        <source>Export the orders of one currency, or all amounts in one.</source>
        <translation>Exporte os pedidos de uma só moeda, ou todos os valores em uma só.</translation>
    </message>
    <message>
        <source>{0} in {1}.{2} of {3}</source>
        <translation>{0} em {1}.{2} de {3}</translation>
    </message>
    <message>
        <source>The files are in several currencies: {0}</source>
        <translation>Os arquivos estão em várias moedas: {0}</translation>
    </message>
    <message>
        <source>{0} without an offset in {1}</source>
        <translation>{0} sem deslocamento em {1}</translation>
    </message>
    <message>
        <source>The times of an order are of different clocks: {0}. Months, days between them and late deliveries may be wrong by hours.</source>
        <translation>Os horários de um pedido são de relógios diferentes: {0}. Meses, dias entre eles e atrasos podem estar errados em horas.</translation>
    </message>
    <message>
        <source>{0} rows of {1} cannot be read: more than the limit of {2}. The money of {3} of them is unknown: at least {4}.</source>
        <translation>{0} linhas de {1} não podem ser lidas: mais que o limite de {2}. O valor de {3} delas é desconhecido: pelo menos {4}.</translation>
    </message>
    <message>
        <source>{0} rows of {1} cannot be read. The money of {2} of them is unknown: at least {3}.</source>
        <translation>{0} linhas de {1} não podem ser lidas. O valor de {2} delas é desconhecido: pelo menos {3}.</translation>
    </message>
    <message>
        <source> at least</source>
        <translation> pelo menos</translation>
    </message>
    <message>
        <source>The rejected rows hold{0} {1} of the {2} in {3}: more than the limit of {4}.</source>
        <translation>As linhas rejeitadas somam{0} {1} dos {2} em {3}: mais que o limite de {4}.</translation>
    </message>
    <message>
        <source>One customer, {0}, has {1} of the {2} counted orders: that may be a placeholder for customers who are not known.</source>
        <translation>Um só cliente, {0}, tem {1} dos {2} pedidos contados: pode ser um marcador para clientes desconhecidos.</translation>
    </message>
    <message>
        <source>Look at these orders; where it is no person, leave the id blank in the export.</source>
        <translation>Veja esses pedidos; se não for uma pessoa, deixe o id em branco na exportação.</translation>
    </message>
    <message>
        <source>{0} rows of {1} repeat another row in every column that is read; one of each was kept.</source>
        <translation>{0} linhas de {1} repetem outra linha em todas as colunas lidas; uma de cada foi mantida.</translation>
    </message>
    <message>
        <source>There is no time zone {0}.</source>
        <translation>Não existe o fuso horário {0}.</translation>
    </message>
    <message>
        <source>Name one as the IANA does, such as America/Sao_Paulo, or say: written.</source>
        <translation>Use um nome da IANA, como America/Sao_Paulo, ou diga: written.</translation>
    </message>
    <message>
        <source>All {0} counted orders were bought between 1 and 12 o&apos;clock: the export may have lost which times are after noon.</source>
        <translation>Todos os {0} pedidos contados foram feitos entre 1 e 12 horas: a exportação pode ter perdido quais horários são da tarde.</translation>
    </message>
    <message>
        <source>Export the times with 24 hours, or with AM and PM.</source>
        <translation>Exporte os horários com 24 horas, ou com AM e PM.</translation>
    </message>
    <message>
        <source>{0} has {1} as numbers with a point (1000001.0); they were read without it.</source>
        <translation>{0} tem {1} como números com ponto (1000001.0); foram lidos sem ele.</translation>
    </message>
    <message>
        <source>Export the file again and do not save it from a spreadsheet; where one is needed, import the column as text.</source>
        <translation>Exporte o arquivo de novo e não o salve a partir de uma planilha; se precisar de uma, importe a coluna como texto.</translation>
    </message>
    <message>
        <source>in another case</source>
        <translation>com outras maiúsculas e minúsculas</translation>
    </message>
    <message>
        <source>without leading zeros</source>
        <translation>sem zeros à esquerda</translation>
    </message>
    <message>
        <source>without blanks and punctuation</source>
        <translation>sem espaços e pontuação</translation>
    </message>
    <message>
        <source>Write them in one form in both files: load the column as text where the files are made.</source>
        <translation>Escreva-os de uma só forma nos dois arquivos: trate a coluna como texto onde os arquivos são gerados.</translation>
    </message>
    <message>
        <source>Say whether they are the same: --set id_case=same or --set id_case=distinct.</source>
        <translation>Diga se são os mesmos: --set id_case=same ou --set id_case=distinct.</translation>
    </message>
    <message>
        <source>{0} of the rows of {1} have a {2} that {3} does not have as it is written; {4} they would meet: {5} in {6}, {7} in {8}.</source>
        <translation>{0} das linhas de {1} têm um {2} que {3} não tem da forma como está escrito; {4} eles coincidiriam: {5} em {6}, {7} em {8}.</translation>
    </message>
    <message>
        <source>they may be one or two</source>
        <translation>podem ser um ou dois</translation>
    </message>
    <message>
        <source>they were taken for the same</source>
        <translation>foram tomados pelo mesmo</translation>
    </message>
    <message>
        <source>they were taken for different ones, while Power BI takes them for one</source>
        <translation>foram tomados por diferentes, enquanto o Power BI os toma por um só</translation>
    </message>
    <message>
        <source>{0} values of {1}.{2} are written in several ways that differ in case alone, such as {3}; {4}.</source>
        <translation>{0} valores de {1}.{2} estão escritos de várias formas que diferem apenas em maiúsculas e minúsculas, como {3}; {4}.</translation>
    </message>
    <message>
        <source>Say which it is: --set id_case=same or --set id_case=distinct.</source>
        <translation>Diga qual é o caso: --set id_case=same ou --set id_case=distinct.</translation>
    </message>
    <message>
        <source>{0} writes quotation marks within texts as \&quot;; so they were read.</source>
        <translation>{0} escreve aspas dentro de textos como \&quot;; assim foram lidas.</translation>
    </message>
    <message>
        <source>{0} records of {1} are blank in every column; they are no rows and were left out.</source>
        <translation>{0} registros de {1} estão em branco em todas as colunas; não são linhas e ficaram de fora.</translation>
    </message>
    <message>
        <source>In {0} a quotation mark opens on {1} and does not close: {2} of {3} records behind it were not read.</source>
        <translation>Em {0}, aspas abrem em {1} e não fecham: {2} de {3} registros depois delas não foram lidos.</translation>
    </message>
    <message>
        <source>Remove the mark or close it there in a text editor, or export it again.</source>
        <translation>Remova as aspas ou feche-as ali em um editor de texto, ou exporte de novo.</translation>
    </message>
    <message>
        <source>{0} has blanks or invisible characters around {1}; removed.</source>
        <translation>{0} tem espaços ou caracteres invisíveis em torno de {1}; removidos.</translation>
    </message>
    <message>
        <source>The payments of {0} counted orders and their items with freight differ by {1}, of {2} paid.</source>
        <translation>Os pagamentos de {0} pedidos contados e seus itens com frete diferem em {1}, de {2} pagos.</translation>
    </message>
    <message>
        <source>Look for items that are there twice, subtotals among them, amounts in another unit, or a part of the payments that is missing.</source>
        <translation>Procure itens em dobro, subtotais entre eles, valores em outra unidade ou uma parte dos pagamentos que falta.</translation>
    </message>
    <message>
        <source>{0} amounts of {1}.{2} have digits below the cent; they are kept until an order is summed, which is then rounded half up.</source>
        <translation>{0} valores de {1}.{2} têm dígitos abaixo do centavo; eles são mantidos até a soma do pedido, que é então arredondada (meio para cima).</translation>
    </message>
    <message>
        <source>{0} amounts of {1}.{2} have more than four decimals and were rounded to four, each by itself.</source>
        <translation>{0} valores de {1}.{2} têm mais de quatro casas decimais e foram arredondados para quatro, um a um.</translation>
    </message>
    <message>
        <source>, as far as it can be read</source>
        <translation>, até onde pode ser lido</translation>
    </message>
    <message>
        <source>rejected rows, amount unknown</source>
        <translation>linhas rejeitadas, valor desconhecido</translation>
    </message>
    <message>
        <source>{0} in the raw file{1}</source>
        <translation>{0} no arquivo bruto{1}</translation>
    </message>
    <message>
        <source>Payments in the raw file{0}</source>
        <translation>Pagamentos no arquivo bruto{0}</translation>
    </message>
    <message>
        <source>rounding {0} orders to the cent</source>
        <translation>arredondamento de {0} pedidos para centavos</translation>
    </message>
    <message>
        <source>The output folder holds raw files.</source>
        <translation>A pasta de saída contém arquivos brutos.</translation>
    </message>
    <message>
        <source>{0} rows of {1} write {2} in another case than most; they were taken for the same: {3} for {4}.</source>
        <translation>{0} linhas de {1} escrevem {2} com outras maiúsculas e minúsculas que a maioria; foram tomadas pelo mesmo: {3} por {4}.</translation>
    </message>
    <message>
        <source>Publish them again with `crri run`.</source>
        <translation>Publique-os novamente com `crri run`.</translation>
    </message>
    <message>
        <source>Computing {0}</source>
        <translation>Calculando {0}</translation>
    </message>
    <message>
        <source>Computing months, cohorts and customers</source>
        <translation>Calculando meses, coortes e clientes</translation>
    </message>
    <message>
        <source>The amounts are too large: {0} cannot hold their sums to the cent.</source>
        <translation>Os valores são grandes demais: {0} não comporta as somas deles até o centavo.</translation>
    </message>
    <message>
        <source>price, freight_value or payment_value</source>
        <translation>price, freight_value ou payment_value</translation>
    </message>
    <message>
        <source>Look for amounts with a lost decimal sign in the raw files.</source>
        <translation>Procure nos arquivos brutos valores que perderam o sinal decimal.</translation>
    </message>
    <message>
        <source>2017-10-02 10:56:33 (also with T, fractions of a second and an offset), 02/10/2017 10:56, 10/2/17 10:56 AM, 2 Oct 2017, 2 de outubro de 2017, 20171002, serial numbers of spreadsheets and seconds or milliseconds since 1970</source>
        <translation>2017-10-02 10:56:33 (também com T, frações de segundo e deslocamento), 02/10/2017 10:56, 10/2/17 10:56 AM, 2 Oct 2017, 2 de outubro de 2017, 20171002, números de série de planilhas e segundos ou milissegundos desde 1970</translation>
    </message>
    <message>
        <source>{0} could begin with the day, the month or the year: no date in it decides.</source>
        <translation>{0} pode começar pelo dia, pelo mês ou pelo ano: nenhuma data decide.</translation>
    </message>
    <message>
        <source>dmy, mdy or ymd</source>
        <translation>dmy, mdy ou ymd</translation>
    </message>
    <message>
        <source>{0} was opened in a spreadsheet that reads months first: of day-first dates such as {1} it has exchanged day and month of {2} others.</source>
        <translation>{0} foi aberto em uma planilha que lê o mês primeiro: entre datas com o dia primeiro, como {1}, ela trocou dia e mês de {2} outras.</translation>
    </message>
    <message>
        <source>Export the file again and do not save it from a spreadsheet.</source>
        <translation>Exporte o arquivo de novo e não o salve a partir de uma planilha.</translation>
    </message>
    <message>
        <source>{0} holds serial numbers of a spreadsheet: {1} is {2} in the 1900 system, which Excel uses unless told otherwise, and {3} in the 1904 system of older Excel for Mac.</source>
        <translation>{0} contém números de série de uma planilha: {1} é {2} no sistema 1900, que o Excel usa por padrão, e {3} no sistema 1904 do Excel antigo para Mac.</translation>
    </message>
    <message>
        <source>excel1900 or excel1904</source>
        <translation>excel1900 ou excel1904</translation>
    </message>
    <message>
        <source>{0} holds points in time (UTC), not the shop&apos;s clock. {1} of {2} lie so close to the end of a month that the zone decides which month they count in{3}.</source>
        <translation>{0} contém instantes (UTC), não o relógio da loja. {1} de {2} ficam tão perto do fim de um mês que o fuso decide em que mês contam{3}.</translation>
    </message>
    <message>
        <source>The times in {0} are of different clocks: offsets from {1} to {2}. On one clock {3} of {4} would be in another month{5}.</source>
        <translation>Os horários em {0} são de relógios diferentes: deslocamentos de {1} a {2}. Em um só relógio, {3} de {4} ficariam em outro mês{5}.</translation>
    </message>
    <message>
        <source>Name the shop&apos;s time zone, such as --zone America/Sao_Paulo, or take every time as it is written: --zone written.</source>
        <translation>Diga o fuso horário da loja, como --zone America/Sao_Paulo, ou tome cada horário como está escrito: --zone written.</translation>
    </message>
    <message>
        <source>Choose a folder for the outputs only, so that none is taken for a raw file.</source>
        <translation>Escolha uma pasta só para as saídas, para que nenhuma seja tomada por um arquivo bruto.</translation>
    </message>
    <message>
        <source>Read are {0}.</source>
        <translation>São lidos {0}.</translation>
    </message>
    <message>
        <source>Read are 1234.50, 1,234.50, 1.234,50, 1 234,50, R$ 1.234,50 and (1,234.50).</source>
        <translation>São lidos 1234.50, 1,234.50, 1.234,50, 1 234,50, R$ 1.234,50 e (1,234.50).</translation>
    </message>
    <message>
        <source>Read are whole numbers such as 3.</source>
        <translation>São lidos números inteiros como 3.</translation>
    </message>
    <message>
        <source>Read are the scores 1 to 5.</source>
        <translation>São lidas as notas de 1 a 5.</translation>
    </message>
    <message>
        <source>dates and times</source>
        <translation>datas e horários</translation>
    </message>
    <message>
        <source>Export the column in one of these forms, or look whether the header names the right column.</source>
        <translation>Exporte a coluna em uma dessas formas, ou verifique se o cabeçalho nomeia a coluna certa.</translation>
    </message>
    <message>
        <source>{0} rows of {1} have {2} {3}; it was taken for a state, not for a missing value.</source>
        <translation>{0} linhas de {1} têm {2} {3}; foi tomado por um estado, não por um valor ausente.</translation>
    </message>
    <message>
        <source>No order counts under these definitions.</source>
        <translation>Nenhum pedido conta com estas definições.</translation>
    </message>
    <message>
        <source>Widen the statuses or the window.</source>
        <translation>Amplie os status ou a janela.</translation>
    </message>
    <message>
        <source>If a first or last order lies years away its date is wrong: leave it out with --set window=YYYY-MM..YYYY-MM.</source>
        <translation>Se um primeiro ou último pedido está a anos de distância, a data dele está errada: deixe-o de fora com --set window=YYYY-MM..YYYY-MM.</translation>
    </message>
    <message>
        <source>{0} customers also bought before the window; here they count as first-time customers of it.</source>
        <translation>{0} clientes também compraram antes da janela; aqui eles contam como clientes novos dela.</translation>
    </message>
    <message>
        <source>For cohorts and repeat rates start the window with the data.</source>
        <translation>Para coortes e taxas de recompra, comece a janela junto com os dados.</translation>
    </message>
    <message>
        <source>The snapshot date {0} lies before the last order of {1} customers.</source>
        <translation>A data de referência {0} é anterior ao último pedido de {1} clientes.</translation>
    </message>
    <message>
        <source>Choose a later date, or leave the later orders out with --set window=....</source>
        <translation>Escolha uma data posterior ou deixe de fora os pedidos posteriores com --set window=....</translation>
    </message>
    <message>
        <source>Name a folder that is there, and that you may write to, with --temp-dir.</source>
        <translation>Indique com --temp-dir uma pasta que exista e na qual você possa gravar.</translation>
    </message>
    <message>
        <source>mid_value_from ({0}) is not below high_value_from ({1}).</source>
        <translation>mid_value_from ({0}) não é menor que high_value_from ({1}).</translation>
    </message>
    <message>
        <source>Choose thresholds so that Mid Value starts below High Value.</source>
        <translation>Escolha limiares em que Mid Value comece abaixo de High Value.</translation>
    </message>
    <message>
        <source>Definition {0} cannot be {1}.</source>
        <translation>A definição {0} não pode ser {1}.</translation>
    </message>
    <message>
        <source>Choose one of: {0}.</source>
        <translation>Escolha uma destas opções: {0}.</translation>
    </message>
    <message>
        <source>Give a whole number from {0} to {1}.</source>
        <translation>Informe um número inteiro de {0} a {1}.</translation>
    </message>
    <message>
        <source>The window {0} ends before it begins.</source>
        <translation>A janela {0} termina antes de começar.</translation>
    </message>
    <message>
        <source>Put the earlier month first.</source>
        <translation>Coloque primeiro o mês anterior.</translation>
    </message>
    <message>
        <source>all the defaults</source>
        <translation>todos os padrões</translation>
    </message>
    <message>
        <source>the method of the notebook that the project started from, less its join mistake: it shows what that method does, and is not advised for decisions</source>
        <translation>o método do notebook que deu origem ao projeto, sem o erro de junção: mostra o que esse método faz e não é recomendado para decisões</translation>
    </message>
    <message>
        <source>{0} has a definition {1}, which does not exist.</source>
        <translation>{0} tem uma definição {1}, que não existe.</translation>
    </message>
    <message>
        <source>The definitions are: {0}.</source>
        <translation>As definições são: {0}.</translation>
    </message>
    <message>
        <source>{0} is not NAME=VALUE.</source>
        <translation>{0} não tem a forma NAME=VALUE.</translation>
    </message>
    <message>
        <source>Write for example late=after_days.</source>
        <translation>Escreva, por exemplo, late=after_days.</translation>
    </message>
    <message>
        <source>The definitions cannot be read: {0}.</source>
        <translation>As definições não podem ser lidas: {0}.</translation>
    </message>
    <message>
        <source>Give the path of a file written by `crri definitions --format toml`.</source>
        <translation>Informe o caminho de um arquivo gravado por `crri definitions --format toml`.</translation>
    </message>
    <message>
        <source>The definitions are not valid TOML: {0}.</source>
        <translation>As definições não são TOML válido: {0}.</translation>
    </message>
    <message>
        <source>Correct the line named, or write the file anew with `crri definitions --format toml`.</source>
        <translation>Corrija a linha indicada ou grave o arquivo de novo com `crri definitions --format toml`.</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>O arquivo</translation>
    </message>
    <message>
        <source>There is no preset {0}.</source>
        <translation>Não há predefinição {0}.</translation>
    </message>
    <message>
        <source>The presets are: {0}.</source>
        <translation>As predefinições são: {0}.</translation>
    </message>
    <message>
        <source>The run cannot be added to the history: {0}.</source>
        <translation>A execução não pode ser incluída no histórico: {0}.</translation>
    </message>
    <message>
        <source>Free space on that drive. The results themselves are not concerned.</source>
        <translation>Libere espaço nessa unidade. Os resultados em si não são afetados.</translation>
    </message>
    <message>
        <source>That run</source>
        <translation>Essa execução</translation>
    </message>
    <message>
        <source>{0} It was made by another version of CRRI.</source>
        <translation>{0} Ela foi feita por outra versão do CRRI.</translation>
    </message>
    <message>
        <source>unexpected failure inside CRRI (please report it); nothing was published</source>
        <translation>falha inesperada dentro do CRRI (por favor, reporte-a); nada foi publicado</translation>
    </message>
    <message>
        <source>usage: an option or a definition is wrong; nothing was read</source>
        <translation>uso: uma opção ou definição está errada; nada foi lido</translation>
    </message>
    <message>
        <source>input not usable: a finding of severity error; nothing was published</source>
        <translation>entrada inutilizável: um apontamento de gravidade erro; nada foi publicado</translation>
    </message>
    <message>
        <source>reconciliation failed: the sums do not agree; nothing was published</source>
        <translation>a conciliação falhou: as somas não batem; nada foi publicado</translation>
    </message>
    <message>
        <source>output locked, in use, full or not writable; nothing was changed</source>
        <translation>saída bloqueada, em uso, cheia ou sem permissão de gravação; nada foi alterado</translation>
    </message>
    <message>
        <source>self-test failed: this installation does not work; install CRRI anew</source>
        <translation>o autoteste falhou: esta instalação não funciona; instale o CRRI de novo</translation>
    </message>
    <message>
        <source>cluster: Spark is missing, not reachable or was lost; nothing was published</source>
        <translation>cluster: o Spark não está instalado, não responde ou foi perdido; nada foi publicado</translation>
    </message>
    <message>
        <source>done and unchanged: `--if-changed` found nothing new to do</source>
        <translation>concluído e sem mudanças: `--if-changed` não encontrou nada novo a fazer</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>The published files are as they were.</source>
        <translation>Os arquivos publicados estão como estavam.</translation>
    </message>
    <message>
        <source>Whole are: {0} (--backup ID).</source>
        <translation>Estão íntegros: {0} (--backup ID).</translation>
    </message>
    <message>
        <source>No other one is whole.</source>
        <translation>Nenhum outro está íntegro.</translation>
    </message>
    <message>
        <source>{0} What is left of this one stays where it is.</source>
        <translation>{0} O que resta deste fica onde está.</translation>
    </message>
    <message>
        <source>{0} has a name that no output has, in a folder that is replaced as a whole.</source>
        <translation>{0} tem um nome que nenhuma saída tem, numa pasta que é substituída por inteiro.</translation>
    </message>
    <message>
        <source>{0} has a name that no output has</source>
        <translation>{0} tem um nome que nenhuma saída tem</translation>
    </message>
    <message>
        <source>{0} is damaged</source>
        <translation>{0} está danificado</translation>
    </message>
    <message>
        <source>{0} says that it is not a whole set</source>
        <translation>{0} diz que não é um conjunto completo</translation>
    </message>
    <message>
        <source>{0} is missing</source>
        <translation>{0} está faltando</translation>
    </message>
    <message>
        <source>{0} is not in its manifest</source>
        <translation>{0} não está no seu manifesto</translation>
    </message>
    <message>
        <source>other content</source>
        <translation>outro conteúdo</translation>
    </message>
    <message>
        <source>{0} has {1}, its manifest says {2} bytes</source>
        <translation>{0} tem {1}, o seu manifesto diz {2} bytes</translation>
    </message>
    <message>
        <source>The record of an interrupted writing of a Power BI project is damaged: it was set aside with the files it may tell of, in {0}.</source>
        <translation>O registro de uma gravação interrompida de um projeto do Power BI está danificado: foi posto de lado, com os arquivos de que pode falar, em {0}.</translation>
    </message>
    <message>
        <source>The output folder can be no path: {0}.</source>
        <translation>A pasta de saída não pode ser um caminho: {0}.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Escolha outra pasta.</translation>
    </message>
    <message>
        <source>The name of the file or of its folder is not UTF-8; so it cannot be read.</source>
        <translation>O nome do arquivo ou da sua pasta não está em UTF-8; por isso ele não pode ser lido.</translation>
    </message>
    <message>
        <source>Rename it, with letters that are shown as they should be.</source>
        <translation>Renomeie-o, com letras que apareçam como devem.</translation>
    </message>
    <message>
        <source>--table {0} names no file: {1}.</source>
        <translation>--table {0} não indica arquivo algum: {1}.</translation>
    </message>
    <message>
        <source>Give a file, a folder, or a pattern with * and ? of files that are its parts.</source>
        <translation>Indique um arquivo, uma pasta, ou um padrão com * e ? de arquivos que são as suas partes.</translation>
    </message>
    <message>
        <source>{0} in {1} is a link; CRRI needs the backups on the same drive, and follows no links there.</source>
        <translation>{0} em {1} é um link; o CRRI precisa dos backups na mesma unidade, e não segue links ali.</translation>
    </message>
    <message>
        <source>Remove the link and try again; move the backups back if there are any.</source>
        <translation>Remova o link e tente de novo; traga os backups de volta, se houver.</translation>
    </message>
    <message>
        <source>Links or pipes where CRRI keeps its own files were set aside in {0}: {1}.</source>
        <translation>Links ou pipes onde o CRRI guarda os seus próprios arquivos foram postos de lado em {0}: {1}.</translation>
    </message>
    <message>
        <source>The record of an interrupted publication is damaged: it was set aside with the files it may tell of, in {0}. Run CRRI again into this folder, or restore a backup, if published files are missing.</source>
        <translation>O registro de uma publicação interrompida está danificado: foi posto de lado, com os arquivos de que pode falar, em {0}. Execute o CRRI de novo nesta pasta, ou restaure um backup, se faltarem arquivos publicados.</translation>
    </message>
    <message>
        <source>it lacks what a record has</source>
        <translation>falta-lhe o que um registro tem</translation>
    </message>
    <message>
        <source>it has values of another type</source>
        <translation>tem valores de outro tipo</translation>
    </message>
    <message>
        <source>it names what no record names</source>
        <translation>indica o que nenhum registro indica</translation>
    </message>
    <message>
        <source>{0} is no folder</source>
        <translation>{0} não é uma pasta</translation>
    </message>
    <message>
        <source>it has {0} bytes</source>
        <translation>tem {0} bytes</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>é um link</translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <translation>não é um arquivo comum</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>está aninhado demais</translation>
    </message>
    <message>
        <source>it is no JSON</source>
        <translation>não é JSON</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>não é um objeto JSON</translation>
    </message>
    <message>
        <source>the drive of the cache folder is full</source>
        <translation>a unidade da pasta do cache está cheia</translation>
    </message>
    <message>
        <source>the cache folder cannot be used ({0})</source>
        <translation>a pasta do cache não pode ser usada ({0})</translation>
    </message>
    <message>
        <source>cancelled (Ctrl-C, or asked to end); the published files are as they were</source>
        <translation>cancelado (Ctrl-C, ou pedido para terminar); os arquivos publicados estão como estavam</translation>
    </message>
    <message>
        <source>The backup {0} is damaged, or was changed by hand: {1}. Nothing was restored.</source>
        <translation>O backup {0} está danificado ou foi alterado à mão: {1}. Nada foi restaurado.</translation>
    </message>
    <message>
        <source>The definitions are not valid: values are nested too deeply.</source>
        <translation>As definições não são válidas: há valores aninhados demais.</translation>
    </message>
    <message>
        <source>Write the file anew with `crri definitions --format toml`.</source>
        <translation>Grave o arquivo de novo com `crri definitions --format toml`.</translation>
    </message>
    <message>
        <source>A run of the history is damaged (%s): it is now %s.</source>
        <translation>Uma execução do histórico está danificada (%s): agora é %s.</translation>
    </message>
    <message>
        <source>it is not a run&apos;s record</source>
        <translation>não é o registro de uma execução</translation>
    </message>
    <message>
        <source>done, but standard output could not take what there was to tell (closed, full, its reader gone); standard error says what is published</source>
        <translation>feito, mas a saída padrão não pôde receber o que havia a dizer (fechada, cheia, sem leitor); a saída de erros diz o que está publicado</translation>
    </message>
    <message>
        <source>Comparing with the manifest</source>
        <translation>Comparando com o manifesto</translation>
    </message>
    <message>
        <source>The folder cannot be read: {0}</source>
        <translation>A pasta não pode ser lida: {0}</translation>
    </message>
    <message>
        <source>The rows are in another order: {0} elsewhere.</source>
        <translation>As linhas estão em outra ordem: {0} em outro lugar.</translation>
    </message>
    <message>
        <source>Only quotation marks or blank lines differ.</source>
        <translation>Só aspas ou linhas em branco diferem.</translation>
    </message>
    <message>
        <source>{0} is written otherwise in {1}: {2} for {3}.</source>
        <translation>{0} está escrito de outra forma em {1}: {2} em vez de {3}.</translation>
    </message>
    <message>
        <source>The file begins with a byte order mark.</source>
        <translation>O arquivo começa com uma marca de ordem de bytes (BOM).</translation>
    </message>
    <message>
        <source>The lines end otherwise (CR LF, as on Windows).</source>
        <translation>As linhas terminam de outra forma (CR LF, como no Windows).</translation>
    </message>
    <message>
        <source>{0} is none of the computed ones in {1}, for example {2}.</source>
        <translation>{0} não é nenhum dos calculados em {1}, por exemplo {2}.</translation>
    </message>
    <message>
        <source>{0} is extra: the manifest does not name it.</source>
        <translation>{0} está a mais: o manifesto não o menciona.</translation>
    </message>
    <message>
        <source>{0} is missing, although it was published.</source>
        <translation>{0} está faltando, embora tenha sido publicado.</translation>
    </message>
    <message>
        <source>{0} cannot be read, so nobody knows whether it was edited.</source>
        <translation>{0} não pode ser lido, e por isso ninguém sabe se foi editado.</translation>
    </message>
    <message>
        <source>{0} was edited by hand since: it is not what was published.</source>
        <translation>{0} foi editado à mão desde então: não é o que foi publicado.</translation>
    </message>
    <message>
        <source>{0} is below {1} in {2}.</source>
        <translation>{0} está abaixo de {1} em {2}.</translation>
    </message>
    <message>
        <source>Of {0} complete months that both have, {1} have another revenue, under the same definitions.</source>
        <translation>De {0} meses completos que ambos têm, {1} têm outra receita, sob as mesmas definições.</translation>
    </message>
    <message>
        <source>Comparing with the shop that is published</source>
        <translation>Comparando com a loja que está publicada</translation>
    </message>
    <message>
        <source>This looks like another shop than the one that is published. {0}</source>
        <translation>Isto parece ser outra loja, e não a que está publicada. {0}</translation>
    </message>
    <message>
        <source>Publish into another folder: --output-dir DIR. If it is to take the place of what is published, give --replace-other-shop.</source>
        <translation>Publique em outra pasta: --output-dir PASTA. Se deve tomar o lugar do que está publicado, dê --replace-other-shop.</translation>
    </message>
    <message>
        <source>The file is no file: something else has its name.</source>
        <translation>O arquivo não é um arquivo: outra coisa tem o nome dele.</translation>
    </message>
    <message>
        <source>{0} is outside {1} to {2} in {3}.</source>
        <translation>{0} está fora de {1} a {2} em {3}.</translation>
    </message>
    <message>
        <source>Customers in both: {0}, of {1} published and {2} computed.</source>
        <translation>Clientes em ambos: {0}, de {1} publicados e {2} calculados.</translation>
    </message>
    <message>
        <source>another shop is published in that folder; nothing was changed</source>
        <translation>outra loja está publicada nessa pasta; nada foi alterado</translation>
    </message>
    <message>
        <source>`compare --exit-code` found that publishing would change something</source>
        <translation>`compare --exit-code` constatou que publicar mudaria algo</translation>
    </message>
    <message>
        <source>{0} months that the data covers have no counted order.</source>
        <translation>{0} meses que os dados cobrem não têm pedido contado.</translation>
    </message>
    <message>
        <source>{0}: the data does not cover the whole month; its numbers are of a part of it.</source>
        <translation>{0}: os dados não cobrem o mês inteiro; seus números são de uma parte dele.</translation>
    </message>
    <message>
        <source>{0}: a stray month with under 5 % of the usual orders.</source>
        <translation>{0}: um mês avulso com menos de 5 % dos pedidos usuais.</translation>
    </message>
    <message>
        <source>No order was counted in {0}, the last complete month: recency starts from the last counted order, on {1}.</source>
        <translation>Nenhum pedido foi contado em {0}, o último mês completo: a recência parte do último pedido contado, em {1}.</translation>
    </message>
    <message>
        <source>Look whether orders are missing, or set the date that recency looks back from: --set snapshot=YYYY-MM-DD.</source>
        <translation>Veja se faltam pedidos, ou defina a data da qual a recência olha para trás: --set snapshot=YYYY-MM-DD.</translation>
    </message>
    <message>
        <source>{0} counted orders are past their time and not delivered. The late rate ({1} of {2} orders) does not count them as late.</source>
        <translation>{0} pedidos contados passaram do prazo e não foram entregues. A taxa de atraso ({1} de {2} pedidos) não os conta como atrasados.</translation>
    </message>
    <message>
        <source>Read the late rate together with them, or look whether deliveries are missing in the export.</source>
        <translation>Leia a taxa de atraso junto com eles, ou veja se faltam entregas na exportação.</translation>
    </message>
    <message>
        <source>{0} records of {1} have an amount with a comma that is not quoted, and so more fields than the header; the first is line {2} of {3}. They were not read.</source>
        <translation>{0} registros de {1} têm um valor com uma vírgula que não está entre aspas e, por isso, mais campos que o cabeçalho; o primeiro é a linha {2} de {3}. Eles não foram lidos.</translation>
    </message>
    <message>
        <source>Export the file with decimal points, with semicolons between the columns, or with quotation marks around the amounts.</source>
        <translation>Exporte o arquivo com pontos decimais, com ponto e vírgula entre as colunas ou com aspas em volta dos valores.</translation>
    </message>
    <message>
        <source>to 15 digits and zeros</source>
        <translation>a 15 algarismos e zeros</translation>
    </message>
    <message>
        <source>to a few digits</source>
        <translation>a poucos algarismos</translation>
    </message>
    <message>
        <source>{0} values of {1}.{2} in {3} look like {4}: a program that took the ids for numbers shortened them {5}, and different ids became one.</source>
        <translation>{0} valores de {1}.{2} em {3} são como {4}: um programa que tomou os ids por números os encurtou {5}, e ids diferentes se tornaram um só.</translation>
    </message>
    <message>
        <source>{0} customers have a customer_unique_id in two forms ({1}), such as {2}; each form counts as a customer of its own, in {3} rows. {4}.</source>
        <translation>{0} clientes têm um customer_unique_id em duas formas ({1}), como {2}; cada forma conta como um cliente à parte, em {3} linhas. {4}.</translation>
    </message>
    <message>
        <source>Write the ids in one form in all files: export them as text, by one program.</source>
        <translation>Escreva os ids de uma só forma em todos os arquivos: exporte-os como texto, com um só programa.</translation>
    </message>
    <message>
        <source>with and without {0}</source>
        <translation>com e sem {0}</translation>
    </message>
    <message>
        <source>with and without leading zeros</source>
        <translation>com e sem zeros à esquerda</translation>
    </message>
    <message>
        <source>{0} ids with punctuation and with leading zeros, {1} of them in another form too</source>
        <translation>{0} ids com pontuação e com zeros à esquerda, {1} deles também em outra forma</translation>
    </message>
    <message>
        <source>{0} ids with punctuation, {1} of them in another form too</source>
        <translation>{0} ids com pontuação, {1} deles também em outra forma</translation>
    </message>
    <message>
        <source>{0} ids without punctuation and with leading zeros, {1} of them in another form too</source>
        <translation>{0} ids sem pontuação e com zeros à esquerda, {1} deles também em outra forma</translation>
    </message>
    <message>
        <source>{0} ids without punctuation, {1} of them in another form too</source>
        <translation>{0} ids sem pontuação, {1} deles também em outra forma</translation>
    </message>
    <message>
        <source>a comma within an amount is not quoted</source>
        <translation>uma vírgula dentro de um valor não está entre aspas</translation>
    </message>
    <message>
        <source>{0} records of {1} have values behind the last column that has a name, the first on line {2}: {3}. Where a text holds a delimiter and is not quoted, all values behind it are in the wrong columns.</source>
        <translation>{0} registros de {1} têm valores depois da última coluna que tem nome, o primeiro na linha {2}: {3}. Onde um texto contém um delimitador e não está entre aspas, todos os valores depois dele ficam nas colunas erradas.</translation>
    </message>
    <message>
        <source>Look at that line; give the column a name if it is one, or export the file with its texts in quotation marks.</source>
        <translation>Veja essa linha; dê um nome à coluna, se for uma, ou exporte o arquivo com os textos entre aspas.</translation>
    </message>
    <message>
        <source>{0} records of {1} have an amount with a comma that is not quoted, the first on line {2}: {3}. The comma stands between columns too, so the amounts are cut in two and what follows them is in the wrong columns.</source>
        <translation>{0} registros de {1} têm um valor com uma vírgula que não está entre aspas, o primeiro na linha {2}: {3}. A vírgula também separa as colunas; por isso os valores são cortados em dois e o que vem depois deles fica nas colunas erradas.</translation>
    </message>
    <message>
        <source>Export the file with decimal points, with semicolons between the columns, or with quotation marks around the amounts. If the last column is none of an amount, give it a name.</source>
        <translation>Exporte o arquivo com pontos decimais, com ponto e vírgula entre as colunas ou com aspas em volta dos valores. Se a última coluna não é parte de um valor, dê-lhe um nome.</translation>
    </message>
    <message>
        <source>It is no file, but a pipe, a device or a folder.</source>
        <translation>Não é um arquivo, e sim um pipe, um dispositivo ou uma pasta.</translation>
    </message>
    <message>
        <source>Remove it, and copy or export the file anew.</source>
        <translation>Remova-o e copie ou exporte o arquivo de novo.</translation>
    </message>
    <message>
        <source>{0} values of {1} in {2} stood within quotation marks or behind an apostrophe; they were read without.</source>
        <translation>{0} valores de {1} em {2} estavam entre aspas ou depois de um apóstrofo; foram lidos sem eles.</translation>
    </message>
</context>
<context>
    <name>remedies</name>
    <message>
        <source>the export of the rejects ({page})</source>
        <translation>a exportação dos rejeitados ({page})</translation>
    </message>
    <message>
        <source>the limit of rejected money ({page})</source>
        <translation>o limite de valor rejeitado ({page})</translation>
    </message>
    <message>
        <source>the limit of rejected rows ({page})</source>
        <translation>o limite de linhas rejeitadas ({page})</translation>
    </message>
    <message>
        <source>the folder of its files ({page})</source>
        <translation>a pasta dos arquivos dela ({page})</translation>
    </message>
    <message>
        <source>leave the table out ({page})</source>
        <translation>deixe a tabela de fora ({page})</translation>
    </message>
    <message>
        <source>another file for the table ({page})</source>
        <translation>outro arquivo para a tabela ({page})</translation>
    </message>
    <message>
        <source>the choice ({page})</source>
        <translation>a escolha ({page})</translation>
    </message>
    <message>
        <source>{zone} ({page})</source>
        <translation>{zone} ({page})</translation>
    </message>
    <message>
        <source>{option} ({page})</source>
        <translation>{option} ({page})</translation>
    </message>
    <message>
        <source>the memory limit of the command line</source>
        <translation>o limite de memória da linha de comando</translation>
    </message>
    <message>
        <source>“Replace my changes…” ({page})</source>
        <translation>“Substituir minhas alterações…” ({page})</translation>
    </message>
    <message>
        <source>the variable TMPDIR</source>
        <translation>a variável TMPDIR</translation>
    </message>
    <message>
        <source>({page})</source>
        <translation>({page})</translation>
    </message>
</context>
<context>
    <name>saving</name>
    <message>
        <source>nothing was written</source>
        <translation>nada foi gravado</translation>
    </message>
    <message>
        <source>The file cannot be written: {why}.</source>
        <translation>O arquivo não pode ser gravado: {why}.</translation>
    </message>
    <message>
        <source>Choose another folder, or close the program that shows the file.</source>
        <translation>Escolha outra pasta ou feche o programa que está mostrando o arquivo.</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Source</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Verificações</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Executar</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabelas</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Painel</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>a fazer</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>em andamento</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>tudo certo</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>requer atenção</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
</context>
</TS>
