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
    <name>Asking</name>
    <message>
        <source>This row is of no order, customer or month.</source>
        <translation>Esta linha não é de nenhum pedido, cliente ou mês.</translation>
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
        <source>Every publication keeps the set it replaced. Restoring one keeps the set of today in turn.</source>
        <translation>Cada publicação guarda o conjunto que substituiu. Ao restaurar um deles, o conjunto atual também é guardado.</translation>
    </message>
    <message>
        <source>Former publications</source>
        <translation>Publicações anteriores</translation>
    </message>
    <message>
        <source>{when}, {count:,} {count|file|files}</source>
        <translation>{when}, {count:,} {count|arquivo|arquivos}</translation>
    </message>
    <message>
        <source>{when}: {orders:,} {orders|order|orders}, revenue {revenue}</source>
        <translation>{when}: {orders:,} {orders|pedido|pedidos}, receita {revenue}</translation>
    </message>
    <message>
        <source>published {when}</source>
        <translation>publicado em {when}</translation>
    </message>
    <message>
        <source>replaced {when}</source>
        <translation>substituído em {when}</translation>
    </message>
    <message>
        <source>published {published}, replaced {when}</source>
        <translation>publicado em {published}, substituído em {when}</translation>
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
</context>
<context>
    <name>BridgeCard</name>
    <message>
        <source>Orders of the other report</source>
        <translation>Pedidos do outro relatório</translation>
    </message>
    <message>
        <source>Revenue of the other report</source>
        <translation>Receita do outro relatório</translation>
    </message>
    <message>
        <source>Customers of the other report</source>
        <translation>Clientes do outro relatório</translation>
    </message>
    <message>
        <source>Repeat customers of the other report</source>
        <translation>Clientes recorrentes do outro relatório</translation>
    </message>
    <message>
        <source>Month of the other report</source>
        <translation>Mês do outro relatório</translation>
    </message>
    <message>
        <source>Clock of the other report</source>
        <translation>Relógio do outro relatório</translation>
    </message>
    <message>
        <source>How far the clock of the report is ahead of the times in the raw files, such as -3 or +05:30; or its time zone, where that of the files is known.</source>
        <translation>Quanto o relógio do relatório está adiantado em relação aos horários dos arquivos brutos, como -3 ou +05:30; ou o fuso horário dele, quando o dos arquivos é conhecido.</translation>
    </message>
    <message>
        <source>Those with two orders or more; of a month also those with an order before it, which many reports call returning customers.</source>
        <translation>Os que têm dois pedidos ou mais; de um mês, também os que já tinham um pedido antes, que muitos relatórios chamam de clientes que voltaram.</translation>
    </message>
    <message>
        <source>Type what the shop&apos;s own report says. CRRI looks for the steps that lead from there to its own figures, and says what it cannot explain.</source>
        <translation>Digite o que diz o relatório da própria loja. O CRRI procura as etapas que levam dele aos seus números e diz o que não consegue explicar.</translation>
    </message>
    <message>
        <source>&amp;Orders</source>
        <translation>&amp;Pedidos</translation>
    </message>
    <message>
        <source>R&amp;evenue</source>
        <translation>&amp;Receita</translation>
    </message>
    <message>
        <source>C&amp;ustomers</source>
        <translation>&amp;Clientes</translation>
    </message>
    <message>
        <source>Repea&amp;t customers</source>
        <translation>Clien&amp;tes recorrentes</translation>
    </message>
    <message>
        <source>&amp;Month (empty: all months)</source>
        <translation>&amp;Mês (vazio: todos os meses)</translation>
    </message>
    <message>
        <source>Their c&amp;lock</source>
        <translation>Re&amp;lógio deles</translation>
    </message>
    <message>
        <source>From the other report to these outputs</source>
        <translation>Do outro relatório até estas saídas</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Etapa</translation>
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
        <source>Repeat customers</source>
        <translation>Clientes recorrentes</translation>
    </message>
    <message>
        <source>Orders or rows of it</source>
        <translation>Pedidos ou linhas da etapa</translation>
    </message>
    <message>
        <source>Explaining the other report</source>
        <translation>Explicando o outro relatório</translation>
    </message>
    <message>
        <source>Such a revenue is called “{figure}” in {report}.</source>
        <translation>Uma receita assim se chama “{figure}” em {report}.</translation>
    </message>
    <message>
        <source>Their report</source>
        <translation>Relatório deles</translation>
    </message>
    <message>
        <source>not explained</source>
        <translation>sem explicação</translation>
    </message>
    <message>
        <source>These outputs</source>
        <translation>Estas saídas</translation>
    </message>
    <message>
        <source>{step}: {count}</source>
        <translation>{step}: {count}</translation>
    </message>
    <message>
        <source>Known as well, and not needed for it: {steps}</source>
        <translation>Também conhecidos, mas desnecessários aqui: {steps}</translation>
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
        <source>{rows:,} {rows|row was|rows were} exported to {file}.</source>
        <translation>{rows:,} {rows|linha foi exportada|linhas foram exportadas} para {file}.</translation>
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
        <source>List the customers of these rows…</source>
        <translation>Listar os clientes destas linhas…</translation>
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
    <name>ChangeList</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>O que mudou</translation>
    </message>
    <message>
        <source>all sentences of “{heading}”</source>
        <translation>todas as frases de “{heading}”</translation>
    </message>
    <message>
        <source>most money first</source>
        <translation>primeiro o que move mais dinheiro</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>{count} more in the window</source>
        <translation>mais {count} na janela do programa</translation>
    </message>
    <message>
        <source>Filter the page by this</source>
        <translation>Filtrar a página por isto</translation>
    </message>
    <message>
        <source>Show the rows in Tables</source>
        <translation>Mostrar as linhas em Tabelas</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Mostrar como tabela</translation>
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
        <source>Save as PNG…</source>
        <translation>Salvar como PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Salvar como SVG…</translation>
    </message>
    <message>
        <source>Double-click enlarges the chart</source>
        <translation>Um duplo clique amplia o gráfico</translation>
    </message>
    <message>
        <source>Enlarge, copy or save this chart</source>
        <translation>Ampliar, copiar ou salvar este gráfico</translation>
    </message>
    <message>
        <source>Back to the page (Esc)</source>
        <translation>Voltar à página (Esc)</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Copiar como imagem</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Copiar como tabela</translation>
    </message>
    <message>
        <source>The values of the chart are copied.</source>
        <translation>Os valores do gráfico foram copiados.</translation>
    </message>
    <message>
        <source>The picture of the chart is copied.</source>
        <translation>A imagem do gráfico foi copiada.</translation>
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
        <source>Does the shop&apos;s own report say something else?</source>
        <translation>O relatório da própria loja diz outra coisa?</translation>
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
        <source>Every row is read, damage, duplicates and orphans are looked for, and every cent is reconciled. Nothing is published by it.</source>
        <translation>Cada linha é lida, danos, duplicatas e órfãos são procurados, e cada centavo é conciliado. Nada é publicado com isso.</translation>
    </message>
    <message>
        <source>See the files (Data)</source>
        <translation>Ver os arquivos (Dados)</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalhes</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Escolher outra pasta…</translation>
    </message>
    <message>
        <source>Read the folder again (F5)</source>
        <translation>Ler a pasta novamente (F5)</translation>
    </message>
    <message>
        <source>The other pages show what was computed before.</source>
        <translation>As outras páginas mostram o que foi calculado antes.</translation>
    </message>
    <message>
        <source>This keeps the folder from being computed</source>
        <translation>Isto impede que a pasta seja calculada</translation>
    </message>
    <message>
        <source>Answer it (Data)</source>
        <translation>Responder (Dados)</translation>
    </message>
    <message>
        <source>Each says what to do. Correct the export or your choices, then compute again.</source>
        <translation>Cada um diz o que fazer. Corrija a exportação ou suas escolhas e calcule novamente.</translation>
    </message>
    <message>
        <source>▲ Usable, with warnings to know about: {count}.</source>
        <translation>▲ Utilizável, com avisos a considerar: {count}.</translation>
    </message>
    <message>
        <source>Every statement adds up to the cent; rejected rows are left out.</source>
        <translation>Todos os demonstrativos fecham até o centavo; as linhas rejeitadas ficam de fora.</translation>
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
        <source>of the orders</source>
        <translation>dos pedidos</translation>
    </message>
    <message>
        <source>of the orders due</source>
        <translation>dos pedidos vencidos</translation>
    </message>
    <message>
        <source>of the customers</source>
        <translation>dos clientes</translation>
    </message>
    <message>
        <source>of the money</source>
        <translation>do dinheiro</translation>
    </message>
    <message>
        <source>of the rows of {table}</source>
        <translation>das linhas de {table}</translation>
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
        <source>The folder of raw exports</source>
        <translation>A pasta das exportações brutas</translation>
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
    <name>Chooser</name>
    <message>
        <source>(none)</source>
        <translation>(nenhuma)</translation>
    </message>
</context>
<context>
    <name>CohortMatrix</name>
    <message>
        <source>Cohort</source>
        <translation>Coorte</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
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
        <source>Cohort {period}</source>
        <translation>Coorte {period}</translation>
    </message>
    <message>
        <source>not yet observed: the data ends before</source>
        <translation>ainda não observado: os dados terminam antes</translation>
    </message>
    <message>
        <source>{count} cohorts observed that long</source>
        <translation>{count} coortes observadas por esse tempo</translation>
    </message>
    <message>
        <source>1 cohort observed that long</source>
        <translation>1 coorte observada por esse tempo</translation>
    </message>
    <message>
        <source>Revenue per customer</source>
        <translation>Receita por cliente</translation>
    </message>
    <message>
        <source>By week</source>
        <translation>Por semana</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>Por mês</translation>
    </message>
    <message>
        <source>By quarter</source>
        <translation>Por trimestre</translation>
    </message>
    <message>
        <source>first week</source>
        <translation>primeira semana</translation>
    </message>
    <message>
        <source>first month</source>
        <translation>primeiro mês</translation>
    </message>
    <message>
        <source>first quarter</source>
        <translation>primeiro trimestre</translation>
    </message>
    <message>
        <source>partial or stray week</source>
        <translation>semana parcial ou avulsa</translation>
    </message>
    <message>
        <source>partial or stray month</source>
        <translation>mês parcial ou avulso</translation>
    </message>
    <message>
        <source>partial or stray quarter</source>
        <translation>trimestre parcial ou avulso</translation>
    </message>
    <message>
        <source>Customers who ordered in the period, in % of their cohort.</source>
        <translation>Clientes que compraram no período, em % da sua coorte.</translation>
    </message>
    <message>
        <source>Customers who ordered in the period.</source>
        <translation>Clientes que compraram no período.</translation>
    </message>
    <message>
        <source>Orders of the period.</source>
        <translation>Pedidos do período.</translation>
    </message>
    <message>
        <source>Revenue of the period.</source>
        <translation>Receita do período.</translation>
    </message>
    <message>
        <source>Revenue of the period / all customers of the cohort.</source>
        <translation>Receita do período / todos os clientes da coorte.</translation>
    </message>
    <message>
        <source>All cohorts: those observed that long in a whole, usual period, each by its size.</source>
        <translation>Todas as coortes: as observadas por esse tempo em um período inteiro e usual, cada uma por seu tamanho.</translation>
    </message>
    <message>
        <source>All cohorts: the sum of those observed that long in a whole, usual period.</source>
        <translation>Todas as coortes: a soma das observadas por esse tempo em um período inteiro e usual.</translation>
    </message>
    <message>
        <source>No filter acts on cohorts; what is under 5 % of the usual size has no colour.</source>
        <translation>Nenhum filtro atua nas coortes; o que tem menos de 5 % do tamanho usual não tem cor.</translation>
    </message>
    <message>
        <source>partial: the data does not cover the whole week</source>
        <translation>parcial: os dados não cobrem a semana inteira</translation>
    </message>
    <message>
        <source>partial: the data does not cover the whole month</source>
        <translation>parcial: os dados não cobrem o mês inteiro</translation>
    </message>
    <message>
        <source>partial: the data does not cover the whole quarter</source>
        <translation>parcial: os dados não cobrem o trimestre inteiro</translation>
    </message>
    <message>
        <source>stray: under 5 % of the usual orders</source>
        <translation>avulso: menos de 5 % dos pedidos usuais</translation>
    </message>
    <message>
        <source>{active} of {size} customers active</source>
        <translation>{active} de {size} clientes ativos</translation>
    </message>
    <message>
        <source>Retention Rate {share}</source>
        <translation>Taxa de retenção: {share}</translation>
    </message>
    <message>
        <source>Orders {count}, revenue {amount}</source>
        <translation>Pedidos: {count}, receita: {amount}</translation>
    </message>
    <message>
        <source>Revenue per customer of the cohort {amount}</source>
        <translation>Receita por cliente da coorte: {amount}</translation>
    </message>
    <message>
        <source>too few customers to tell</source>
        <translation>clientes de menos para dizer</translation>
    </message>
    <message>
        <source>95 % interval {low} to {high}</source>
        <translation>intervalo de 95 %: {low} a {high}</translation>
    </message>
    <message>
        <source>observed, nobody came back in that later week</source>
        <translation>observado, ninguém voltou nessa semana posterior</translation>
    </message>
    <message>
        <source>observed, nobody came back in that later month</source>
        <translation>observado, ninguém voltou nesse mês posterior</translation>
    </message>
    <message>
        <source>observed, nobody came back in that later quarter</source>
        <translation>observado, ninguém voltou nesse trimestre posterior</translation>
    </message>
    <message>
        <source>All cohorts</source>
        <translation>Todas as coortes</translation>
    </message>
    <message>
        <source>left out: {count} in a {period}</source>
        <translation>fora: {count} em {period}</translation>
    </message>
    <message>
        <source>{count} of them in a {period}</source>
        <translation>{count} delas em {period}</translation>
    </message>
    <message>
        <source>1 customer</source>
        <translation>1 cliente</translation>
    </message>
    <message>
        <source>{count} customers</source>
        <translation>{count} clientes</translation>
    </message>
    <message>
        <source>W{week} {year}</source>
        <translation>S{week} {year}</translation>
    </message>
    <message>
        <source>Q{quarter} {year}</source>
        <translation>T{quarter} {year}</translation>
    </message>
    <message>
        <source>1 week later</source>
        <translation>1 semana depois</translation>
    </message>
    <message>
        <source>1 month later</source>
        <translation>1 mês depois</translation>
    </message>
    <message>
        <source>1 quarter later</source>
        <translation>1 trimestre depois</translation>
    </message>
    <message>
        <source>{count} weeks later</source>
        <translation>{count} semanas depois</translation>
    </message>
    <message>
        <source>{count} months later</source>
        <translation>{count} meses depois</translation>
    </message>
    <message>
        <source>{count} quarters later</source>
        <translation>{count} trimestres depois</translation>
    </message>
    <message>
        <source>Weeks since the first order</source>
        <translation>Semanas desde o primeiro pedido</translation>
    </message>
    <message>
        <source>Months since the first order</source>
        <translation>Meses desde o primeiro pedido</translation>
    </message>
    <message>
        <source>Quarters since the first order</source>
        <translation>Trimestres desde o primeiro pedido</translation>
    </message>
</context>
<context>
    <name>CohortValues</name>
    <message>
        <source>not yet observed: the data ends before</source>
        <translation>ainda não observado: os dados terminam antes</translation>
    </message>
    <message>
        <source>to be read with care: not a whole usual month</source>
        <translation>ler com cuidado: não é um mês inteiro e usual</translation>
    </message>
    <message>
        <source>of {count:,} {count|customer|customers}, {active:,} ordered</source>
        <translation>de {count:,} {count|cliente|clientes}, {active:,} {active|pediu|pediram}</translation>
    </message>
    <message>
        <source>revenue of the month {amount}</source>
        <translation>receita do mês {amount}</translation>
    </message>
    <message>
        <source>{count:,} complete {count|cohort|cohorts} observed then</source>
        <translation>{count:,} {count|coorte completa observada|coortes completas observadas} então</translation>
    </message>
    <message>
        <source>Best {percent} %</source>
        <translation>Melhores {percent} %</translation>
    </message>
    <message>
        <source>{share} of the revenue</source>
        <translation>{share} da receita</translation>
    </message>
    <message>
        <source>All customers {share}</source>
        <translation>Todos os clientes {share}</translation>
    </message>
    <message>
        <source>ordered again, 95 % interval</source>
        <translation>pediram de novo, intervalo de 95 %</translation>
    </message>
    <message>
        <source>{repeated} of {count} ordered again: {share}</source>
        <translation>{repeated} de {count} pediram de novo: {share}</translation>
    </message>
    <message>
        <source>interval {low} to {high}</source>
        <translation>intervalo de {low} a {high}</translation>
    </message>
    <message>
        <source>{amount} a customer within {days} days</source>
        <translation>{amount} por cliente em até {days} dias</translation>
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
        <source>filtered</source>
        <translation>filtrada</translation>
    </message>
    <message>
        <source>{column}: {facts}</source>
        <translation>{column}: {facts}</translation>
    </message>
    <message>
        <source>sorted, smallest first</source>
        <translation>ordenada do menor para o maior</translation>
    </message>
    <message>
        <source>sorted, largest first</source>
        <translation>ordenada do maior para o menor</translation>
    </message>
    <message>
        <source>{sorted}, {place} of {count}</source>
        <translation>{sorted}, {place} de {count}</translation>
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
        <source>Here: {values}: {count:,} {count|row|rows}</source>
        <translation>Aqui: {values}: {count:,} {count|linha|linhas}</translation>
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
    <name>ColumnList</name>
    <message>
        <source>Columns of the file</source>
        <translation>Colunas do arquivo</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Coluna</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>{type}, {filled} filled</source>
        <translation>{type}, {filled} preenchida</translation>
    </message>
    <message>
        <source>Taken for: {fields}</source>
        <translation>Usada como: {fields}</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Contém</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Usada como</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(sem nome)</translation>
    </message>
</context>
<context>
    <name>ColumnsPane</name>
    <message>
        <source>What the file has</source>
        <translation>O que o arquivo tem</translation>
    </message>
    <message>
        <source>Drag a column onto a field, or press Enter on it.</source>
        <translation>Arraste uma coluna até um campo, ou tecle Enter nela.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>These are the orders</source>
        <translation>Estes são os pedidos</translation>
    </message>
    <message>
        <source>Map this file as that of the orders</source>
        <translation>Mapear este arquivo como o dos pedidos</translation>
    </message>
    <message>
        <source>items</source>
        <translation>itens</translation>
    </message>
    <message>
        <source>payments</source>
        <translation>pagamentos</translation>
    </message>
    <message>
        <source>customers</source>
        <translation>clientes</translation>
    </message>
    <message>
        <source>{count} files: {file}, …</source>
        <translation>{count} arquivos: {file}, …</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>pedidos</translation>
    </message>
    <message>
        <source>{file}: {part}</source>
        <translation>{file}: {part}</translation>
    </message>
    <message>
        <source>{file}: not read</source>
        <translation>{file}: não é lido</translation>
    </message>
    <message>
        <source>What the files have</source>
        <translation>O que os arquivos têm</translation>
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
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Agora</translation>
    </message>
    <message>
        <source>Segments: from the left (before) to the top (now)</source>
        <translation>Segmentos: da esquerda (antes) para cima (agora)</translation>
    </message>
    <message>
        <source>{mark} What has changed in detail</source>
        <translation>{mark} O que mudou em detalhe</translation>
    </message>
    <message>
        <source>Comparing with what is published…</source>
        <translation>Comparando com o que está publicado…</translation>
    </message>
    <message>
        <source>▲ The folder is no longer there: {folder}</source>
        <translation>▲ A pasta não está mais lá: {folder}</translation>
    </message>
    <message>
        <source>Publishing makes it anew; compare again first. Or choose another folder.</source>
        <translation>Publicar a cria de novo; antes, compare outra vez. Ou escolha outra pasta.</translation>
    </message>
    <message>
        <source>The five CSVs, the rejects and the manifest will be new.</source>
        <translation>Os cinco CSVs, as rejeições e o manifesto serão novos.</translation>
    </message>
    <message>
        <source>The five CSVs, {count:,} further {count|table|tables} ({names}), the rejects and the manifest will be new. Which further tables are made is chosen on Definitions, Further tables.</source>
        <translation>Os cinco CSVs, mais {count:,} {count|tabela|tabelas} ({names}), as rejeições e o manifesto serão novos. Em Definições, Outras tabelas, escolhe-se quais são feitas.</translation>
    </message>
    <message>
        <source>Nothing is published in this folder yet.</source>
        <translation>Nada foi publicado nesta pasta ainda.</translation>
    </message>
    <message>
        <source>This publication has changed: {what}</source>
        <translation>Esta publicação mudou: {what}</translation>
    </message>
    <message>
        <source>No number changes, but tables leave the set.</source>
        <translation>Nenhum número muda, mas tabelas saem do conjunto.</translation>
    </message>
    <message>
        <source>Publishing the numbers shown here would change: {what}</source>
        <translation>Publicar os números mostrados aqui mudaria: {what}</translation>
    </message>
    <message>
        <source>▲ This looks like another shop than the published one, or like a part of it.</source>
        <translation>▲ Isto parece ser outra loja, ou só uma parte da que está publicada.</translation>
    </message>
    <message>
        <source>✕ The published files differ from the contract; a refresh would break.</source>
        <translation>✕ Os arquivos publicados diferem do contrato; uma atualização falharia.</translation>
    </message>
    <message>
        <source>▲ What is published cannot be trusted.</source>
        <translation>▲ O que está publicado não é confiável.</translation>
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
        <translation>revisto</translation>
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
        <source>{mark} What changes in detail</source>
        <translation>{mark} O que muda em detalhe</translation>
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
    <message>
        <source>{added:,} {added|customer comes|customers come}, {removed:,} {removed|goes|go}.</source>
        <translation>{added:,} {added|cliente entra|clientes entram}, {removed:,} {removed|sai|saem}.</translation>
    </message>
</context>
<context>
    <name>CustomerList</name>
    <message>
        <source>List of customers</source>
        <translation>Lista de clientes</translation>
    </message>
    <message>
        <source>Counting the customers…</source>
        <translation>Contando os clientes…</translation>
    </message>
    <message>
        <source>Columns of the list</source>
        <translation>Colunas da lista</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>&amp;Salvar como CSV…</translation>
    </message>
    <message>
        <source>Beside it, a text file tells what the list is of, when it was made and what its columns mean. Customers are told by their published ids.</source>
        <translation>Ao lado dela, um arquivo de texto diz do que é a lista, quando foi feita e o que significam suas colunas. Os clientes têm os ids publicados.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Counting customers</source>
        <translation>Contando clientes</translation>
    </message>
    <message>
        <source>Customers: {count}, worth {money}</source>
        <translation>Clientes: {count}, no valor de {money}</translation>
    </message>
    <message>
        <source>Orders that name no customer: {count}</source>
        <translation>Pedidos que não indicam cliente: {count}</translation>
    </message>
    <message>
        <source>There is no list</source>
        <translation>Não há lista</translation>
    </message>
    <message>
        <source>Save the list of customers</source>
        <translation>Salvar a lista de clientes</translation>
    </message>
    <message>
        <source>customers.csv</source>
        <translation>clientes.csv</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>These numbers were computed anew meanwhile: ask again.</source>
        <translation>Estes números foram recalculados nesse meio-tempo: pergunte de novo.</translation>
    </message>
    <message>
        <source>Writing the list of customers</source>
        <translation>Gravando a lista de clientes</translation>
    </message>
    <message>
        <source>Customers written to {path}: {count}</source>
        <translation>Clientes gravados em {path}: {count}</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>Each way gives other customers. Guests are orders that say nothing.</source>
        <translation>Cada modo dá outros clientes. Visitantes são os pedidos que nada dizem.</translation>
    </message>
    <message>
        <source>Who is one customer?</source>
        <translation>Quem é um cliente?</translation>
    </message>
    <message>
        <source>{column} of {file}</source>
        <translation>{column} de {file}</translation>
    </message>
    <message>
        <source>{column} of the orders</source>
        <translation>{column} dos pedidos</translation>
    </message>
    <message>
        <source>{customers:,} {customers|customer|customers}, {repeat:,} with two orders or more ({rate}), {guests:,} counted {guests|order|orders} of guests</source>
        <translation>{customers:,} {customers|cliente|clientes}, {repeat:,} com dois pedidos ou mais ({rate}), {guests:,} {guests|pedido contado|pedidos contados} de visitantes</translation>
    </message>
</context>
<context>
    <name>DashboardPage</name>
    <message>
        <source>The dashboard shows revenue, retention, segments and operations as soon as the raw folder has been computed.</source>
        <translation>O painel mostra receita, retenção, segmentos e operações assim que a pasta de dados brutos for calculada.</translation>
    </message>
    <message>
        <source>Report  ▾</source>
        <translation>Relatório  ▾</translation>
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
        <source>Reading what there is to filter by</source>
        <translation>Lendo as opções de filtro</translation>
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
        <source>Looking up the rows</source>
        <translation>Procurando as linhas</translation>
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
    <message>
        <source>Print or save all pages</source>
        <translation>Imprimir ou salvar todas as páginas</translation>
    </message>
    <message>
        <source>Save the pages</source>
        <translation>Salvar as páginas</translation>
    </message>
</context>
<context>
    <name>DefinitionsPage</name>
    <message>
        <source>Preset</source>
        <translation>Predefinição</translation>
    </message>
    <message>
        <source>In files and on the command line: {name}</source>
        <translation>Em arquivos e na linha de comando: {name}</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>&amp;Predefinição</translation>
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
        <source>Definitions</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Nothing differs from it.</source>
        <translation>Nada difere dela.</translation>
    </message>
    <message>
        <source>Different here: {names}.</source>
        <translation>Diferente aqui: {names}.</translation>
    </message>
    <message>
        <source>{count} definitions differ from it.</source>
        <translation>{count} definições diferem dela.</translation>
    </message>
    <message>
        <source>The numbers are being computed.</source>
        <translation>Os números estão sendo calculados.</translation>
    </message>
    <message>
        <source>Applied.</source>
        <translation>Aplicado.</translation>
    </message>
    <message>
        <source>Every change is shown here before it is applied.</source>
        <translation>Cada mudança é mostrada aqui antes de ser aplicada.</translation>
    </message>
    <message>
        <source>Only the further tables change.</source>
        <translation>Só as outras tabelas mudam.</translation>
    </message>
    <message>
        <source>No number changes.</source>
        <translation>Nenhum número muda.</translation>
    </message>
    <message>
        <source>What this changes is told once the shop is computed.</source>
        <translation>O que isto muda é mostrado assim que a loja for calculada.</translation>
    </message>
    <message>
        <source>Finding out what this changes…</source>
        <translation>Verificando o que isto muda…</translation>
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
    <name>DoneNotice</name>
    <message>
        <source>Open folder</source>
        <translation>Abrir a pasta</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>Copiar o caminho</translation>
    </message>
    <message>
        <source>Restored: the set that was replaced at {when}.</source>
        <translation>Restaurado: o conjunto que foi substituído em {when}.</translation>
    </message>
    <message>
        <source>What is published now: {orders:,} {orders|order|orders}, revenue {revenue}, in {files:,} {files|file|files}; {definitions}.</source>
        <translation>O que está publicado agora: {orders:,} {orders|pedido|pedidos}, receita {revenue}, em {files:,} {files|arquivo|arquivos}; {definitions}.</translation>
    </message>
    <message>
        <source>Now refresh in Power BI Desktop: Home, then Refresh.</source>
        <translation>Agora atualize no Power BI Desktop: Página Inicial e, em seguida, Atualizar.</translation>
    </message>
    <message>
        <source>{option}: {value}</source>
        <translation>{option}: {value}</translation>
    </message>
    <message>
        <source>recommended definitions</source>
        <translation>definições recomendadas</translation>
    </message>
</context>
<context>
    <name>DraftNotice</name>
    <message>
        <source>To the definitions</source>
        <translation>Ir para as definições</translation>
    </message>
    <message>
        <source>{count:,} changed {count|definition is|definitions are} not applied: nothing of {count|it|them} is published.</source>
        <translation>{count:,} {count|definição alterada não foi aplicada|definições alteradas não foram aplicadas}: nada {count|dela|delas} é publicado.</translation>
    </message>
    <message>
        <source>The numbers are those of the definitions in force.</source>
        <translation>Os números são os das definições em vigor.</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Drop to open “{folder}”</source>
        <translation>Solte para abrir “{folder}”</translation>
    </message>
</context>
<context>
    <name>EffectBar</name>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Aplicar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Descartar as mudanças</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Undo what was applied</source>
        <translation>Desfazer o que foi aplicado</translation>
    </message>
</context>
<context>
    <name>Effects</name>
    <message>
        <source>Finding out what definitions change</source>
        <translation>Verificando o que as definições mudam</translation>
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
        <source>Beyond the report</source>
        <translation>Além do relatório</translation>
    </message>
    <message>
        <source>Total Revenue {amount}</source>
        <translation>Receita total: {amount}</translation>
    </message>
    <message>
        <source>Total Orders {orders}, Active Customers {customers}</source>
        <translation>Total de pedidos: {orders}, Clientes ativos: {customers}</translation>
    </message>
    <message>
        <source>MoM Growth {share}</source>
        <translation>Crescimento mensal: {share}</translation>
    </message>
    <message>
        <source>{share} of all states</source>
        <translation>{share} de todos os estados</translation>
    </message>
    <message>
        <source>complete months only, without {months}</source>
        <translation>somente meses completos, sem {months}</translation>
    </message>
</context>
<context>
    <name>ExperimentDialog</name>
    <message>
        <source>Experiments</source>
        <translation>Experimentos</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Share that buys now</source>
        <translation>Parcela que compra hoje</translation>
    </message>
    <message>
        <source>Share hoped for</source>
        <translation>Parcela desejada</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Poder do teste</translation>
    </message>
    <message>
        <source>Customers in each arm</source>
        <translation>Clientes em cada grupo</translation>
    </message>
    <message>
        <source>How many customers it takes</source>
        <translation>Quantos clientes são necessários</translation>
    </message>
    <message>
        <source>Parts of an experiment</source>
        <translation>Partes de um experimento</translation>
    </message>
    <message>
        <source>Looking up how often customers buy again</source>
        <translation>Verificando com que frequência os clientes compram de novo</translation>
    </message>
    <message>
        <source>In this shop {rate} buy again within {days} days.</source>
        <translation>Nesta loja, {rate} compram de novo em até {days} dias.</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>Todos os clientes</translation>
    </message>
    <message>
        <source>At most in each arm</source>
        <translation>No máximo em cada grupo</translation>
    </message>
    <message>
        <source>as many as there are</source>
        <translation>quantos houver</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semente</translation>
    </message>
    <message>
        <source>Save the assignment…</source>
        <translation>Salvar o sorteio…</translation>
    </message>
    <message>
        <source>Who gets what</source>
        <translation>Quem recebe o quê</translation>
    </message>
    <message>
        <source>Two shares that differ are needed.</source>
        <translation>São necessárias duas parcelas diferentes.</translation>
    </message>
    <message>
        <source>Half of the customers get the treatment, half do not. The same seed gives the same halves.</source>
        <translation>Metade dos clientes recebe o tratamento, metade não. A mesma semente dá as mesmas metades.</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>assignment.csv</source>
        <translation>sorteio.csv</translation>
    </message>
    <message>
        <source>Save the assignment</source>
        <translation>Salvar o sorteio</translation>
    </message>
    <message>
        <source>Dealing customers out</source>
        <translation>Sorteando os clientes</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>Open an assignment…</source>
        <translation>Abrir um sorteio…</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>O que resultou</translation>
    </message>
    <message>
        <source>Who of each arm bought between two days, both included.</source>
        <translation>Quem de cada grupo comprou entre dois dias, ambos incluídos.</translation>
    </message>
    <message>
        <source>The assignment</source>
        <translation>O sorteio</translation>
    </message>
    <message>
        <source>Counting who bought</source>
        <translation>Contando quem comprou</translation>
    </message>
    <message>
        <source>{what}…</source>
        <translation>{what}…</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>choose a column</source>
        <translation>escolha uma coluna</translation>
    </message>
    <message>
        <source>as the data says</source>
        <translation>como dizem os dados</translation>
    </message>
    <message>
        <source>no other file</source>
        <translation>nenhum outro arquivo</translation>
    </message>
    <message>
        <source>✕ needed: choose a column</source>
        <translation>✕ necessário: escolha uma coluna</translation>
    </message>
    <message>
        <source>● proposed: {reason}</source>
        <translation>● proposta: {reason}</translation>
    </message>
    <message>
        <source>● proposed</source>
        <translation>● proposta</translation>
    </message>
    <message>
        <source>from the layout that CRRI knows</source>
        <translation>do formato que o CRRI conhece</translation>
    </message>
    <message>
        <source>from crri.toml</source>
        <translation>do crri.toml</translation>
    </message>
    <message>
        <source>from crri.toml: {reason}</source>
        <translation>do crri.toml: {reason}</translation>
    </message>
    <message>
        <source>{field}: per row or per order</source>
        <translation>{field}: por linha ou por pedido</translation>
    </message>
    <message>
        <source>one amount per row</source>
        <translation>um valor por linha</translation>
    </message>
    <message>
        <source>one amount per order</source>
        <translation>um valor por pedido</translation>
    </message>
    <message>
        <source>✓ chosen by you</source>
        <translation>✓ escolhida por você</translation>
    </message>
</context>
<context>
    <name>FieldsPane</name>
    <message>
        <source>What CRRI needs to know</source>
        <translation>O que o CRRI precisa saber</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Necessário</translation>
    </message>
    <message>
        <source>If the file has it</source>
        <translation>Se o arquivo tiver</translation>
    </message>
    <message>
        <source>How dates are read, discounts, rows that are no sales, …</source>
        <translation>Como as datas são lidas, descontos, linhas que não são vendas, …</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Itens</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagamentos</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Who bought, and which orders count</source>
        <translation>Quem comprou, e quais pedidos contam</translation>
    </message>
    <message>
        <source>▾ Fewer fields</source>
        <translation>▾ Menos campos</translation>
    </message>
    <message>
        <source>▸ {count} more fields</source>
        <translation>▸ Mais {count} campos</translation>
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
        <source>Complete months only</source>
        <translation>Somente meses completos</translation>
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
        <source>Leaves out {months}: partial, or hardly any orders.</source>
        <translation>Deixa de fora {months}: parcial ou quase sem pedidos.</translation>
    </message>
    <message>
        <source>Every month is complete.</source>
        <translation>Todos os meses estão completos.</translation>
    </message>
    <message>
        <source>Click filters, {rows}.</source>
        <translation>Um clique filtra, {rows}.</translation>
    </message>
    <message>
        <source>{rows}.</source>
        <translation>{rows}.</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>(em branco)</translation>
    </message>
    <message>
        <source>Take {name} out of the filter</source>
        <translation>Tirar {name} do filtro</translation>
    </message>
    <message>
        <source>Payment type: all</source>
        <translation>Pagamento: todos</translation>
    </message>
    <message>
        <source>double-click or Enter opens a mark&apos;s rows or asks why of a card, {why} asks why, {back} returns</source>
        <translation>duplo clique ou Enter abre as linhas de uma marca ou pergunta o porquê de um cartão, {why} pergunta o porquê, {back} volta</translation>
    </message>
    <message>
        <source>Payment type: {names}</source>
        <translation>Pagamento: {names}</translation>
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
        <source>Highest values</source>
        <translation>Maiores valores</translation>
    </message>
    <message>
        <source>Lowest values</source>
        <translation>Menores valores</translation>
    </message>
    <message>
        <source>How many rows</source>
        <translation>Quantas linhas</translation>
    </message>
    <message>
        <source>Of the rows that the other filters leave. Values equal to the last one are kept too, blanks never.</source>
        <translation>Das linhas que os outros filtros deixam. Valores iguais ao último também ficam; valores em branco, nunca.</translation>
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
        <source>Top N</source>
        <translation>N maiores</translation>
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
        <source>{rows:,} {rows|row|rows}</source>
        <translation>{rows:,} {rows|linha|linhas}</translation>
    </message>
    <message>
        <source>{rows:,} of {total:,} {total|row|rows}</source>
        <translation>{rows:,} de {total:,} {total|linha|linhas}</translation>
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
        <source>{rows:,} {rows|row|rows} × {columns:,} {columns|column|columns} selected</source>
        <translation>{rows:,} {rows|linha|linhas} × {columns:,} {columns|coluna selecionada|colunas selecionadas}</translation>
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
    <message>
        <source>Use this mapping</source>
        <translation>Usar este mapeamento</translation>
    </message>
    <message>
        <source>▲ {count} to look at</source>
        <translation>▲ {count} a conferir</translation>
    </message>
    <message>
        <source>▲ {words:,} status {words|word|words} to decide</source>
        <translation>▲ {words:,} {words|status|status} por decidir</translation>
    </message>
    <message>
        <source>Still missing: {fields}. {count|Choose a column for it|Choose a column for each}.</source>
        <translation>Falta: {fields}. {count|Escolha uma coluna|Escolha uma coluna para cada um}.</translation>
    </message>
    <message>
        <source>Counting what comes of it…</source>
        <translation>Contando o resultado…</translation>
    </message>
    <message>
        <source>Count what comes of it first.</source>
        <translation>Conte primeiro o resultado.</translation>
    </message>
    <message>
        <source>None of {rows:,} {rows|row|rows} becomes an order.</source>
        <translation>Nenhuma de {rows:,} {rows|linha|linhas} vira pedido.</translation>
    </message>
    <message>
        <source>{rows:,} {rows|row|rows} → {orders:,} {orders|order|orders}, {counted:,} counted, {customers:,} {customers|customer|customers}, {money}</source>
        <translation>{rows:,} {rows|linha|linhas} → {orders:,} {orders|pedido|pedidos}, {counted:,} {counted|contado|contados}, {customers:,} {customers|cliente|clientes}, {money}</translation>
    </message>
</context>
<context>
    <name>FurtherTables</name>
    <message>
        <source>Computed and published</source>
        <translation>Calculada e publicada</translation>
    </message>
    <message>
        <source>Not computed</source>
        <translation>Não calculada</translation>
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
        <source>Scroll the cohorts</source>
        <translation>Rolar as coortes</translation>
    </message>
    <message>
        <source>Take its curve away</source>
        <translation>Retirar a curva</translation>
    </message>
    <message>
        <source>Draw its curve</source>
        <translation>Desenhar a curva</translation>
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
        <source>Named segments over five-point recency and frequency scores: {names}.</source>
        <translation>Segmentos nomeados sobre pontuações de cinco pontos de recência e frequência: {names}.</translation>
    </message>
    <message>
        <source>N-day repeat rate: the share of customers who bought again within {days} days of their first order, over customers observed that long.</source>
        <translation>Taxa de recompra em N dias: a parcela dos clientes que compraram de novo em até {days} dias após o primeiro pedido, entre os clientes observados por esse tempo.</translation>
    </message>
    <message>
        <source>Unit: {unit}.</source>
        <translation>Unidade: {unit}.</translation>
    </message>
    <message>
        <source>Blank: {blank}.</source>
        <translation>Em branco: {blank}.</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Predefinições</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Em toda a janela</translation>
    </message>
    <message>
        <source>Within a control</source>
        <translation>Dentro de um controle</translation>
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
        <source>Why is the number at the cursor what it is?</source>
        <translation>Por que o número sob o cursor é o que é?</translation>
    </message>
    <message>
        <source>The first or the last step, row or point of a chart</source>
        <translation>A primeira ou a última etapa, linha ou ponto de um gráfico</translation>
    </message>
    <message>
        <source>The rows behind the point of a chart</source>
        <translation>As linhas por trás do ponto de um gráfico</translation>
    </message>
    <message>
        <source>Press a button; filter by the point of a chart</source>
        <translation>Acionar um botão; filtrar pelo ponto de um gráfico</translation>
    </message>
    <message>
        <source>Close a box or a menu; leave the point of a chart or its rows</source>
        <translation>Fechar uma caixa ou um menu; deixar o ponto de um gráfico ou suas linhas</translation>
    </message>
    <message>
        <source>Select cells of a table</source>
        <translation>Selecionar células de uma tabela</translation>
    </message>
    <message>
        <source>Select all cells of a table</source>
        <translation>Selecionar todas as células de uma tabela</translation>
    </message>
    <message>
        <source>Select the current column of a table</source>
        <translation>Selecionar a coluna atual de uma tabela</translation>
    </message>
    <message>
        <source>The menu of the cell or of the chart</source>
        <translation>O menu da célula ou do gráfico</translation>
    </message>
    <message>
        <source>Copy what is selected, with its headers</source>
        <translation>Copiar o que está selecionado, com os cabeçalhos</translation>
    </message>
    <message>
        <source>Beside the outputs</source>
        <translation>Além das saídas</translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>Choose or drop the folder of raw exports: it is recognised, checked and computed, and the dashboard opens. Files are recognised by their columns: any names, any sub-folders, CSV (also gzipped), Parquet or Excel. Orders, customers and order items are needed; payments and reviews add columns; the other Olist tables are understood and not used.</source>
        <translation>Escolha ou solte a pasta das exportações brutas: ela é reconhecida, verificada e calculada, e o painel se abre. Os arquivos são reconhecidos por suas colunas: com quaisquer nomes, em quaisquer subpastas, CSV (também compactado com gzip), Parquet ou Excel. Pedidos, clientes e itens de pedidos são necessários; pagamentos e avaliações acrescentam colunas; as outras tabelas da Olist são entendidas e não são usadas.</translation>
    </message>
    <message>
        <source>Select a table to see its first rows. Where a file cannot be told apart, or is another one, point the table at it with “Use another file…”. Where dates could be day first or month first, the choice is yours: it is never guessed row by row.</source>
        <translation>Selecione uma tabela para ver as primeiras linhas. Quando não é possível identificar um arquivo, ou ele é outro, aponte a tabela para ele com “Usar outro arquivo…”. Quando as datas podem começar pelo dia ou pelo mês, a escolha é sua: isso nunca é adivinhado linha a linha.</translation>
    </message>
    <message>
        <source>A list of orders in a layout that CRRI does not know opens a page on which you say what its columns mean. What comes of it is counted while you do, and nothing is kept before you say so.</source>
        <translation>Uma lista de pedidos num formato que o CRRI não conhece abre uma página em que você diz o que as colunas significam. O resultado é contado enquanto isso, e nada é guardado antes que você mande.</translation>
    </message>
    <message>
        <source>Every finding stands here by severity, with count, share and money; and what keeps a folder from being computed, with what to do. Errors keep the outputs from being published; warnings are to be known about; notes explain.</source>
        <translation>Aqui está cada apontamento por gravidade, com quantidade, proporção e valor; e o que impede que uma pasta seja calculada, com o que fazer. Erros impedem a publicação das saídas; avisos devem ser conhecidos; notas explicam.</translation>
    </message>
    <message>
        <source>The pages of the Power BI report, drawn by CRRI with the same names, measures and filters. A click on a month or a state filters; a double click, or Enter, opens the rows in Tables, and {back} returns. A double click on a cohort or a named segment shows its customers. A double click on the head of a chart enlarges it. Charts can be copied and saved, all pages become one PDF.</source>
        <translation>As páginas do relatório do Power BI, desenhadas pelo CRRI com os mesmos nomes, medidas e filtros. Um clique em um mês ou estado filtra; um duplo clique, ou Enter, abre as linhas em Tabelas, e {back} volta. Um duplo clique em uma coorte ou em um segmento nomeado mostra seus clientes. Um duplo clique no título de um gráfico o amplia. Os gráficos podem ser copiados e salvos, e todas as páginas se tornam um PDF.</translation>
    </message>
    <message>
        <source>Cards and sentences compare only complete months: the latest one with the one before and with the same month of the year before. Months that are not whole, or have hardly any orders, stand apart as hollow dots.</source>
        <translation>Cartões e frases comparam apenas meses completos: o mais recente com o anterior e com o mesmo mês do ano anterior. Meses que não estão inteiros, ou que quase não têm pedidos, aparecem à parte como pontos vazados.</translation>
    </message>
    <message>
        <source>A change is a draft until it is applied; what it would do to the numbers stands at the foot. Definitions can be saved to a file that the command line reads as well.</source>
        <translation>Uma mudança é um rascunho até ser aplicada; o que ela faria com os números fica no rodapé. As definições podem ser salvas em um arquivo que a linha de comando também lê.</translation>
    </message>
    <message>
        <source>In the heat map a dot is a month in which nobody came back; a hatched cell is a month that is not observed yet; a marked month is not complete.</source>
        <translation>No mapa de calor, um ponto é um mês em que ninguém voltou; uma célula hachurada é um mês ainda não observado; um mês marcado não está completo.</translation>
    </message>
    <message>
        <source>Ctrl+I, or a right click, on any number asks why it is what it is: its rows, the largest first, their lines in the raw files, the statement that it is part of and what was left out. The customers behind it can be listed.</source>
        <translation>Ctrl+I, ou um clique com o botão direito, em qualquer número pergunta por que ele é o que é: suas linhas, as maiores primeiro, onde elas estão nos arquivos brutos, o demonstrativo de que faz parte e o que ficou de fora. Os clientes por trás dele podem ser listados.</translation>
    </message>
    <message>
        <source>A folder with a .pbix or .pbip near the raw files is taken; another can be chosen, and is remembered. Before anything is written a sentence says what changes, and the evidence unfolds below it: rows, totals, months, customers whose segment changes, and in red what would break a refresh.</source>
        <translation>É tomada uma pasta com um .pbix ou .pbip perto dos arquivos brutos; outra pode ser escolhida e fica lembrada. Antes de qualquer gravação uma frase diz o que muda, e as evidências se abrem abaixo dela: linhas, totais, meses, clientes cujo segmento muda e, em vermelho, o que quebraria uma atualização.</translation>
    </message>
    <message>
        <source>Publishing replaces all files or none. The former set is kept: “Restore the former set…” brings it back. Then refresh in Power BI Desktop: Home, then Refresh.</source>
        <translation>A publicação substitui todos os arquivos ou nenhum. O conjunto anterior é guardado: “Restaurar o conjunto anterior…” o traz de volta. Depois atualize no Power BI Desktop: Página Inicial, depois Atualizar.</translation>
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
        <source>Every number&apos;s meaning can be chosen here. “Dashboards and decisions” is the preset to decide by. Two others are for comparison with invoices and with the bank; the last shows what the method of the notebook that the project started from does to the numbers.</source>
        <translation>O significado de cada número pode ser escolhido aqui. “Painéis e decisões” é a predefinição para decidir. Outras duas servem para comparar com notas fiscais e com o banco; a última mostra o que o método do notebook de onde o projeto partiu faz com os números.</translation>
    </message>
    <message>
        <source>The outputs, the rejected rows, and all raw orders with why each counts or not. A click on a head sorts; the funnel filters; Ctrl+F finds; Ctrl+C copies the selection with its heads; export saves what is seen.</source>
        <translation>As saídas, as linhas rejeitadas e todos os pedidos brutos, com o motivo de cada um contar ou não. Um clique no cabeçalho ordena; o funil filtra; Ctrl+F localiza; Ctrl+C copia a seleção com os cabeçalhos; a exportação salva o que se vê.</translation>
    </message>
</context>
<context>
    <name>KeepFreshCard</name>
    <message>
        <source>Time of the refresh</source>
        <translation>Hora da atualização</translation>
    </message>
    <message>
        <source>Days of the refresh</source>
        <translation>Dias da atualização</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>todos os dias</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>segunda a sexta</translation>
    </message>
    <message>
        <source>Schedule it</source>
        <translation>Agendar</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Copiar o comando</translation>
    </message>
    <message>
        <source>Choose what follows…</source>
        <translation>Escolher o que se segue…</translation>
    </message>
    <message>
        <source>Nothing follows</source>
        <translation>Nada se segue</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Às</translation>
    </message>
    <message>
        <source>Keep it fresh</source>
        <translation>Manter atualizado</translation>
    </message>
    <message>
        <source>The system can publish this folder anew by itself, with the definitions of now, whenever something is new. It never publishes what does not add up.</source>
        <translation>O sistema pode publicar esta pasta de novo sozinho, com as definições de agora, sempre que houver algo novo. Ele nunca publica o que não fecha.</translation>
    </message>
    <message>
        <source>Asking the system for the refresh</source>
        <translation>Perguntando ao sistema pela atualização</translation>
    </message>
    <message>
        <source>it did not end</source>
        <translation>não terminou</translation>
    </message>
    <message>
        <source>published</source>
        <translation>publicado</translation>
    </message>
    <message>
        <source>nothing was new</source>
        <translation>nada novo</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>não publicado</translation>
    </message>
    <message>
        <source>{ending}, but failed: {steps}</source>
        <translation>{ending}, mas falhou: {steps}</translation>
    </message>
    <message>
        <source>The last one, {when}: {ending}.</source>
        <translation>A última, {when}: {ending}.</translation>
    </message>
    <message>
        <source>Choose the folder first.</source>
        <translation>Escolha primeiro a pasta.</translation>
    </message>
    <message>
        <source>Nothing follows a publication: no refresh of Power BI, mail or message.</source>
        <translation>Nada se segue a uma publicação: nem atualização do Power BI, nem e-mail, nem mensagem.</translation>
    </message>
    <message>
        <source>asks the Power BI service to refresh, and for its revenue</source>
        <translation>pede ao serviço do Power BI que atualize e informe a receita</translation>
    </message>
    <message>
        <source>sends totals and what changed to a webhook</source>
        <translation>envia totais e o que mudou a um webhook</translation>
    </message>
    <message>
        <source>mails totals, what changed, and the report</source>
        <translation>envia por e-mail totais, o que mudou e o relatório</translation>
    </message>
    <message>
        <source>sends nothing</source>
        <translation>não envia nada</translation>
    </message>
    <message>
        <source>After each publication {file}: {does}.</source>
        <translation>Após cada publicação {file}: {does}.</translation>
    </message>
    <message>
        <source>Steps (*.toml)</source>
        <translation>Etapas (*.toml)</translation>
    </message>
    <message>
        <source>What follows a publication</source>
        <translation>O que segue uma publicação</translation>
    </message>
    <message>
        <source>Telling the system about the refresh</source>
        <translation>Informando o sistema sobre a atualização</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>O comando está na área de transferência.</translation>
    </message>
</context>
<context>
    <name>Landing</name>
    <message>
        <source>Choose a folder of raw exports first.</source>
        <translation>Escolha primeiro uma pasta de exportações brutas.</translation>
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
    <name>Mapping</name>
    <message>
        <source>Looking at the columns</source>
        <translation>Examinando as colunas</translation>
    </message>
    <message>
        <source>Counting what comes of the mapping</source>
        <translation>Contando o resultado do mapeamento</translation>
    </message>
    <message>
        <source>Keeping the mapping</source>
        <translation>Guardando o mapeamento</translation>
    </message>
</context>
<context>
    <name>MappingPage</name>
    <message>
        <source>What do the columns mean?</source>
        <translation>O que significam as colunas?</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ Voltar</translation>
    </message>
    <message>
        <source>Back to the source</source>
        <translation>Voltar à origem</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>As recognised</source>
        <translation>Como reconhecido</translation>
    </message>
    <message>
        <source>Back to what CRRI has recognised or proposed</source>
        <translation>De volta ao que o CRRI reconheceu ou propôs</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Palavra</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Mercadorias</translation>
    </message>
    <message>
        <source>Which orders count?</source>
        <translation>Quais pedidos contam?</translation>
    </message>
    <message>
        <source>Which rows are sales?</source>
        <translation>Quais linhas são vendas?</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Linhas</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Significa</translation>
    </message>
    <message>
        <source>Are</source>
        <translation>São</translation>
    </message>
    <message>
        <source>Which rows are items?</source>
        <translation>Quais linhas são itens?</translation>
    </message>
    <message>
        <source>Which rows are payments?</source>
        <translation>Quais linhas são pagamentos?</translation>
    </message>
    <message>
        <source>{file} is read as: {layout}. Change what does not fit.</source>
        <translation>{file} é lido como: {layout}. Mude o que não serve.</translation>
    </message>
    <message>
        <source>CRRI does not know the layout of {file}. What it proposes is marked; look at it, and choose what is missing.</source>
        <translation>O CRRI não conhece o formato de {file}. O que ele propõe está marcado; confira, e escolha o que falta.</translation>
    </message>
    <message>
        <source>Where is the mapping to be kept?</source>
        <translation>Onde guardar o mapeamento?</translation>
    </message>
    <message>
        <source>Mappings (*.toml)</source>
        <translation>Mapeamentos (*.toml)</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>contando…</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>não contado</translation>
    </message>
    <message>
        <source>What {word} means</source>
        <translation>O que {word} significa</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>What rows with {word} are</source>
        <translation>O que são as linhas com {word}</translation>
    </message>
</context>
<context>
    <name>MeasureCard</name>
    <message>
        <source>What does {name} mean?</source>
        <translation>O que significa {name}?</translation>
    </message>
    <message>
        <source>Why this number? Double-click, Enter or Ctrl+I.</source>
        <translation>Por que este número? Duplo clique, Enter ou Ctrl+I.</translation>
    </message>
    <message>
        <source>{change} against {month}</source>
        <translation>{change} contra {month}</translation>
    </message>
    <message>
        <source>{change} vs {month}</source>
        <translation>{change} vs. {month}</translation>
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
        <source>&amp;Quit</source>
        <translation>&amp;Sair</translation>
    </message>
    <message>
        <source>Read the folder &amp;again</source>
        <translation>Ler a pasta &amp;novamente</translation>
    </message>
    <message>
        <source>C&amp;ompute again</source>
        <translation>Calcular n&amp;ovamente</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>&amp;Stages and timings</source>
        <translation>&amp;Etapas e tempos</translation>
    </message>
    <message>
        <source>&amp;Publish…</source>
        <translation>&amp;Publicar…</translation>
    </message>
    <message>
        <source>&amp;Experiments…</source>
        <translation>&amp;Experimentos…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Voltar</translation>
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
        <source>High &amp;contrast</source>
        <translation>Alto con&amp;traste</translation>
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
</context>
<context>
    <name>MonthsControl</name>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>to</source>
        <translation>até</translation>
    </message>
    <message>
        <source>{name}: first month</source>
        <translation>{name}: primeiro mês</translation>
    </message>
    <message>
        <source>{name}: last month</source>
        <translation>{name}: último mês</translation>
    </message>
</context>
<context>
    <name>MovementTab</name>
    <message>
        <source>The moves are in</source>
        <translation>As mudanças são em</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinheiro</translation>
    </message>
    <message>
        <source>{date}, before</source>
        <translation>{date}, antes</translation>
    </message>
    <message>
        <source>{date}, now</source>
        <translation>{date}, agora</translation>
    </message>
    <message>
        <source>Both dates by the limits of {date}. Percentages are of the segment before; who stayed is outlined.</source>
        <translation>As duas datas pelos limites de {date}. As porcentagens são do segmento de antes; quem ficou está contornado.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Novos</translation>
    </message>
    <message>
        <source>{before} → {now}</source>
        <translation>{before} → {now}</translation>
    </message>
    <message>
        <source>{customers}, {share} of those before</source>
        <translation>{customers}, {share} dos de antes</translation>
    </message>
    <message>
        <source>spent in all {amount}</source>
        <translation>gastaram ao todo {amount}</translation>
    </message>
    <message>
        <source>spent in between {amount}</source>
        <translation>gastaram no intervalo {amount}</translation>
    </message>
    <message>
        <source>Customers who are</source>
        <translation>Clientes que são</translation>
    </message>
    <message>
        <source>Spent in between</source>
        <translation>Gasto no intervalo</translation>
    </message>
    <message>
        <source>Spent in all</source>
        <translation>Gasto ao todo</translation>
    </message>
    <message>
        <source>first bought in between</source>
        <translation>compraram pela primeira vez no intervalo</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Mantidos</translation>
    </message>
    <message>
        <source>were active, bought again</source>
        <translation>estavam ativos, compraram de novo</translation>
    </message>
    <message>
        <source>Won back</source>
        <translation>Reconquistados</translation>
    </message>
    <message>
        <source>were not active, bought again</source>
        <translation>não estavam ativos, compraram de novo</translation>
    </message>
    <message>
        <source>Lapsed</source>
        <translation>Inativos</translation>
    </message>
    <message>
        <source>were active, no longer are</source>
        <translation>estavam ativos, não estão mais</translation>
    </message>
    <message>
        <source>did not buy, are still active</source>
        <translation>não compraram, ainda estão ativos</translation>
    </message>
    <message>
        <source>Still active</source>
        <translation>Ainda ativos</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>Adormecidos</translation>
    </message>
    <message>
        <source>were not active, did not buy</source>
        <translation>não estavam ativos, não compraram</translation>
    </message>
</context>
<context>
    <name>NoResults</name>
    <message>
        <source>No folder yet</source>
        <translation>Nenhuma pasta ainda</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Escolher pasta…</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Calculando…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>This export is to be mapped first</source>
        <translation>Esta exportação precisa ser mapeada primeiro</translation>
    </message>
    <message>
        <source>Map the columns…</source>
        <translation>Mapear as colunas…</translation>
    </message>
    <message>
        <source>This folder cannot be computed yet</source>
        <translation>Esta pasta ainda não pode ser calculada</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>Ver o que fazer</translation>
    </message>
    <message>
        <source>Nothing is computed yet</source>
        <translation>Nada foi calculado ainda</translation>
    </message>
    <message>
        <source>Compute (Ctrl+R)</source>
        <translation>Calcular (Ctrl+R)</translation>
    </message>
    <message>
        <source>The folder of raw exports</source>
        <translation>A pasta das exportações brutas</translation>
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
        <source>Total Orders {orders}</source>
        <translation>Total de pedidos: {orders}</translation>
    </message>
    <message>
        <source>of {count:,} {count|order|orders} judged</source>
        <translation>de {count:,} {count|pedido avaliado|pedidos avaliados} quanto ao prazo</translation>
    </message>
    <message>
        <source>1 more: overdue, no delivery date</source>
        <translation>mais 1 vencido, sem data de entrega</translation>
    </message>
    <message>
        <source>{count} more: overdue, no delivery date</source>
        <translation>mais {count} vencidos, sem data de entrega</translation>
    </message>
    <message>
        <source>{share} of the orders</source>
        <translation>{share} dos pedidos</translation>
    </message>
    <message>
        <source>Total Revenue {amount}</source>
        <translation>Receita total: {amount}</translation>
    </message>
</context>
<context>
    <name>OptionGroups</name>
    <message>
        <source>Groups of definitions</source>
        <translation>Grupos de definições</translation>
    </message>
    <message>
        <source>Group of definitions</source>
        <translation>Grupo de definições</translation>
    </message>
    <message>
        <source>{group}: changed, not applied</source>
        <translation>{group}: alterado, não aplicado</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>In files and on the command line: {name}</source>
        <translation>Em arquivos e na linha de comando: {name}</translation>
    </message>
    <message>
        <source>{name}: your own</source>
        <translation>{name}: valor próprio</translation>
    </message>
    <message>
        <source>● not applied</source>
        <translation>● não aplicado</translation>
    </message>
    <message>
        <source>Use “{value}”</source>
        <translation>Usar “{value}”</translation>
    </message>
    <message>
        <source>Use “{value}”: {name}</source>
        <translation>Usar “{value}”: {name}</translation>
    </message>
    <message>
        <source>Until it is filled in, what was chosen before holds.</source>
        <translation>Enquanto não for preenchido, vale o que estava escolhido antes.</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>Parar a contagem</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Contar</translation>
    </message>
    <message>
        <source>Count what comes of it</source>
        <translation>Contar o resultado</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>O que resulta</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Linhas</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>of these counted</source>
        <translation>contados entre eles</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Mercadorias</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>with two orders or more</source>
        <translation>com dois pedidos ou mais</translation>
    </message>
    <message>
        <source>Counted orders of guests</source>
        <translation>Pedidos contados de visitantes</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Frete</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Impostos</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Counted orders from {first} to {last}.</source>
        <translation>Pedidos contados de {first} a {last}.</translation>
    </message>
    <message>
        <source>Left out: {rows:,} {rows|row|rows}, {money} ({reason}).</source>
        <translation>De fora: {rows:,} {rows|linha|linhas}, {money} ({reason}).</translation>
    </message>
    <message>
        <source>Currencies, with the number of their orders: {listed}.</source>
        <translation>Moedas, com o número de pedidos: {listed}.</translation>
    </message>
</context>
<context>
    <name>PageChoice</name>
    <message>
        <source>Pages of the dashboard</source>
        <translation>Páginas do painel</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Columns before</source>
        <translation>Colunas anteriores</translation>
    </message>
    <message>
        <source>Columns behind</source>
        <translation>Colunas seguintes</translation>
    </message>
    <message>
        <source>Columns {first} to {last} of {count}</source>
        <translation>Colunas {first} a {last} de {count}</translation>
    </message>
</context>
<context>
    <name>PickingChart</name>
    <message>
        <source>Show the customers</source>
        <translation>Mostrar os clientes</translation>
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
        <source>Path of the folder on Windows</source>
        <translation>Caminho da pasta no Windows</translation>
    </message>
    <message>
        <source>Power BI Desktop runs on Windows and reads the CSVs by this path. Empty: by the path that the folder has here.</source>
        <translation>O Power BI Desktop funciona no Windows e lê os CSVs por este caminho. Vazio: pelo caminho que a pasta tem aqui.</translation>
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
        <source>Path of the project</source>
        <translation>Caminho do projeto</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>Copiar o caminho</translation>
    </message>
    <message>
        <source>Power BI project</source>
        <translation>Projeto do Power BI</translation>
    </message>
    <message>
        <source>Choose the folder first.</source>
        <translation>Primeiro escolha a pasta.</translation>
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
        <source>It reads {folder}, which is no path of Windows: write the folder&apos;s path on Windows above, and write the project again.</source>
        <translation>Ele lê {folder}, que não é um caminho do Windows: escreva acima o caminho da pasta no Windows e grave o projeto de novo.</translation>
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
    <message>
        <source>Publish first: the project reads the CSVs.</source>
        <translation>Primeiro publique: o projeto lê os CSVs.</translation>
    </message>
    <message>
        <source>Model, measures, pages and theme beside the CSVs: open it in Power BI Desktop and choose Refresh. With it comes a script to present the numbers.</source>
        <translation>Modelo, medidas, páginas e tema ao lado dos CSVs: abra-o no Power BI Desktop e escolha Atualizar. Com ele vem um roteiro para apresentar os números.</translation>
    </message>
</context>
<context>
    <name>PredictedTab</name>
    <message>
        <source>1: as it was</source>
        <translation>1: como foi</translation>
    </message>
    <message>
        <source>predicted {count:,} {count|purchase|purchases}</source>
        <translation>previu {count:,} {count|compra|compras}</translation>
    </message>
    <message>
        <source>predicted / actual {ratio}</source>
        <translation>previsto / real {ratio}</translation>
    </message>
    <message>
        <source>predicted / actual</source>
        <translation>previsto / real</translation>
    </message>
    <message>
        <source>Table of recency and frequency</source>
        <translation>Tabela de recência e frequência</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parâmetro</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Standard error of its logarithm</source>
        <translation>Erro padrão do logaritmo</translation>
    </message>
</context>
<context>
    <name>ProblemBar</name>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalhes</translation>
    </message>
    <message>
        <source>Close this message ({key})</source>
        <translation>Fechar esta mensagem ({key})</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Publication</name>
    <message>
        <source>Looking at what is published</source>
        <translation>Verificando o que está publicado</translation>
    </message>
</context>
<context>
    <name>PublishPage</name>
    <message>
        <source>Try again</source>
        <translation>Tentar novamente</translation>
    </message>
    <message>
        <source>Write the Power BI project</source>
        <translation>Gravar o projeto do Power BI</translation>
    </message>
    <message>
        <source>Restore the former set…</source>
        <translation>Restaurar o conjunto anterior…</translation>
    </message>
    <message>
        <source>Choose a folder of raw exports first.</source>
        <translation>Escolha primeiro uma pasta de exportações brutas.</translation>
    </message>
    <message>
        <source>Something has changed since: compute again first (Ctrl+R).</source>
        <translation>Algo mudou desde então: calcule novamente primeiro (Ctrl+R).</translation>
    </message>
    <message>
        <source>The last run failed: compute again first (Ctrl+R).</source>
        <translation>A última execução falhou: calcule novamente primeiro (Ctrl+R).</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Escolher outra pasta…</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Comparar novamente</translation>
    </message>
    <message>
        <source>The run is still at work.</source>
        <translation>A execução ainda está em andamento.</translation>
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
        <source>Comparing with what is published</source>
        <translation>Comparando com o que está publicado</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Publicando</translation>
    </message>
    <message>
        <source>Another shop, or a part of it</source>
        <translation>Outra loja, ou uma parte dela</translation>
    </message>
    <message>
        <source>This looks like another shop than the published one, or like a part of it. Publish over it?</source>
        <translation>Isto parece ser outra loja, ou só uma parte da que está publicada. Publicar por cima?</translation>
    </message>
    <message>
        <source>Look first at what would change.</source>
        <translation>Veja primeiro o que mudaria.</translation>
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
    <name>Questions</name>
    <message>
        <source>List the customers…</source>
        <translation>Listar os clientes…</translation>
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
    <name>RawStatuses</name>
    <message>
        <source>Looking up the statuses of the orders</source>
        <translation>Procurando os status dos pedidos</translation>
    </message>
</context>
<context>
    <name>RawTableList</name>
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
        <translation>Estado</translation>
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
        <source>✓ from {layout}</source>
        <translation>✓ de {layout}</translation>
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
        <source>– not there: {what}</source>
        <translation>– não há: {what}</translation>
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
</context>
<context>
    <name>RawWatch</name>
    <message>
        <source>Looking at the raw files</source>
        <translation>Verificando os arquivos brutos</translation>
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
    <name>RepeatTab</name>
    <message>
        <source>List the likeliest tenth</source>
        <translation>Listar o décimo mais provável</translation>
    </message>
    <message>
        <source>lift {lift}, interval {low} to {high}</source>
        <translation>lift {lift}, intervalo de {low} a {high}</translation>
    </message>
    <message>
        <source>1: as often as all</source>
        <translation>1: tanto quanto todos</translation>
    </message>
    <message>
        <source>lift, 95 % interval</source>
        <translation>lift, intervalo de 95 %</translation>
    </message>
    <message>
        <source>bought, 95 % interval</source>
        <translation>compraram, intervalo de 95 %</translation>
    </message>
    <message>
        <source>Tenth {number}</source>
        <translation>Décimo {number}</translation>
    </message>
    <message>
        <source>interval {low} to {high}</source>
        <translation>intervalo de {low} a {high}</translation>
    </message>
    <message>
        <source>No test had enough buyers to judge a model.</source>
        <translation>Nenhum teste teve compradores suficientes para avaliar um modelo.</translation>
    </message>
    <message>
        <source>No model was fitted for the last test.</source>
        <translation>Nenhum modelo foi ajustado para o último teste.</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>previsto</translation>
    </message>
    <message>
        <source>bought {share} of {count:,} {count|customer|customers}</source>
        <translation>compraram {share} de {count:,} {count|cliente|clientes}</translation>
    </message>
    <message>
        <source>predicted {share}</source>
        <translation>previsto {share}</translation>
    </message>
    <message>
        <source>{days} days from</source>
        <translation>{days} dias a partir de</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Compraram</translation>
    </message>
    <message>
        <source>Of the top tenth</source>
        <translation>Do décimo superior</translation>
    </message>
    <message>
        <source>Predicted / bought</source>
        <translation>Previsto / comprou</translation>
    </message>
    <message>
        <source>not better than chance</source>
        <translation>não melhor que o acaso</translation>
    </message>
    <message>
        <source>PR-AUC</source>
        <translation>PR-AUC</translation>
    </message>
    <message>
        <source>{buyers} of {count}</source>
        <translation>{buyers} de {count}</translation>
    </message>
    <message>
        <source>from {date}</source>
        <translation>desde {date}</translation>
    </message>
    <message>
        <source>too few buyers</source>
        <translation>compradores de menos</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>fraco</translation>
    </message>
    <message>
        <source>usable</source>
        <translation>utilizável</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>What the numbers mean</source>
        <translation>O que os números significam</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Página {number} de {count}</translation>
    </message>
    <message>
        <source>Printed on {date} with CRRI {version}</source>
        <translation>Impresso em {date} com o CRRI {version}</translation>
    </message>
    <message>
        <source>All data: {orders:,} {orders|order|orders} of {customers:,} {customers|customer|customers}, last order on {date}</source>
        <translation>Todos os dados: {orders:,} {orders|pedido|pedidos} de {customers:,} {customers|cliente|clientes}, último pedido em {date}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <source>without {months}</source>
        <translation>sem {months}</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>sem filtro</translation>
    </message>
    <message>
        <source>Definitions: recommended</source>
        <translation>Definições: as recomendadas</translation>
    </message>
    <message>
        <source>Definitions: recommended, but {own}</source>
        <translation>Definições: as recomendadas, exceto {own}</translation>
    </message>
    <message>
        <source>CRRI dashboard</source>
        <translation>Painel CRRI</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Medidas</translation>
    </message>
</context>
<context>
    <name>RetentionTab</name>
    <message>
        <source>What the cohort matrix counts</source>
        <translation>O que a matriz de coortes conta</translation>
    </message>
    <message>
        <source>Periods of the cohort matrix</source>
        <translation>Períodos da matriz de coortes</translation>
    </message>
    <message>
        <source>Since the first order</source>
        <translation>Desde o primeiro pedido</translation>
    </message>
    <message>
        <source>By calendar</source>
        <translation>Pelo calendário</translation>
    </message>
    <message>
        <source>Columns of the cohort matrix</source>
        <translation>Colunas da matriz de coortes</translation>
    </message>
    <message>
        <source>Late months have had less time for customers to come back. The dashed line gives all the same: who first bought in the month, and again within {days} days.</source>
        <translation>Nos meses recentes, os clientes tiveram menos tempo para voltar. A linha tracejada dá a todos o mesmo tempo: quem comprou pela primeira vez no mês e de novo em até {days} dias.</translation>
    </message>
    <message>
        <source>Repeat Rate {share}</source>
        <translation>Taxa de recompra: {share}</translation>
    </message>
    <message>
        <source>of {count:,} active {count|customer|customers}</source>
        <translation>de {count:,} {count|cliente ativo|clientes ativos}</translation>
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
        <source>{share} of {count:,} new {count|customer|customers} again within {days} days</source>
        <translation>{share} de {count:,} {count|cliente novo comprou|clientes novos compraram} de novo em até {days} dias</translation>
    </message>
    <message>
        <source>Computing the cohorts</source>
        <translation>Calculando as coortes</translation>
    </message>
    <message>
        <source>Click cohorts in the matrix to draw their curves.</source>
        <translation>Clique em coortes na matriz para desenhar as curvas.</translation>
    </message>
    <message>
        <source>{metric}, without the first period.</source>
        <translation>{metric}, sem o primeiro período.</translation>
    </message>
    <message>
        <source>not yet observed for {days} days</source>
        <translation>ainda não observado por {days} dias</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Progress of the run</source>
        <translation>Progresso da execução</translation>
    </message>
    <message>
        <source>Cancel (Ctrl+.)</source>
        <translation>Cancelar (Ctrl+.)</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source> ({rows:,} {rows|row|rows})</source>
        <translation> ({rows:,} {rows|linha|linhas})</translation>
    </message>
    <message>
        <source>{time} elapsed</source>
        <translation>{time} decorridos</translation>
    </message>
    <message>
        <source>, about {time} left</source>
        <translation>, cerca de {time} restantes</translation>
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
        <source>Published to: {folders}</source>
        <translation>Publicado em: {folders}</translation>
    </message>
    <message>
        <source>Definitions: {definitions}</source>
        <translation>Definições: {definitions}</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>as recomendadas</translation>
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
        <source>First month</source>
        <translation>Primeiro mês</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Último mês</translation>
    </message>
    <message>
        <source>Repeat customers</source>
        <translation>Clientes recorrentes</translation>
    </message>
    <message>
        <source>The next run uses the definitions of that run.</source>
        <translation>A próxima execução usa as definições daquela execução.</translation>
    </message>
</context>
<context>
    <name>RunRecord</name>
    <message>
        <source>Adding the run to the history</source>
        <translation>Acrescentando a execução ao histórico</translation>
    </message>
</context>
<context>
    <name>ScatterChart</name>
    <message>
        <source>and {count:,} more {count|customer|customers}</source>
        <translation>e mais {count:,} {count|cliente|clientes}</translation>
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
        <source>Bring out no segment</source>
        <translation>Não destacar nenhum segmento</translation>
    </message>
    <message>
        <source>Bring out its segment</source>
        <translation>Destacar o segmento</translation>
    </message>
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
    <name>SegmentTable</name>
    <message>
        <source>Bring out no cells</source>
        <translation>Não destacar nenhuma célula</translation>
    </message>
    <message>
        <source>Find its cells</source>
        <translation>Encontrar as células</translation>
    </message>
</context>
<context>
    <name>SegmentationTab</name>
    <message>
        <source>Logarithmic</source>
        <translation>Logarítmica</translation>
    </message>
    <message>
        <source>Logarithmic scale of money</source>
        <translation>Escala logarítmica do valor</translation>
    </message>
    <message>
        <source>Show {segment} customers</source>
        <translation>Mostrar os clientes {segment}</translation>
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
        <source>At the edge, beyond the scale: {customers}.</source>
        <translation>Na borda, fora da escala: {customers}.</translation>
    </message>
    <message>
        <source>Half of them spent up to {amount}</source>
        <translation>Metade deles gastou até {amount}</translation>
    </message>
    <message>
        <source>The middle half from {low} to {high}</source>
        <translation>A metade do meio, de {low} a {high}</translation>
    </message>
    <message>
        <source>Nine of ten from {low} to {high}</source>
        <translation>Nove em dez, de {low} a {high}</translation>
    </message>
    <message>
        <source>Least {least}, most {most}</source>
        <translation>Mínimo {least}, máximo {most}</translation>
    </message>
    <message>
        <source>{amount}  ({customers})</source>
        <translation>{amount}  ({customers})</translation>
    </message>
    <message>
        <source>Money of the customer (on a logarithmic scale)</source>
        <translation>Valor do cliente (em escala logarítmica)</translation>
    </message>
    <message>
        <source>Money of the customer</source>
        <translation>Valor do cliente</translation>
    </message>
    <message>
        <source>1 order</source>
        <translation>1 pedido</translation>
    </message>
    <message>
        <source>{count} orders</source>
        <translation>{count} pedidos</translation>
    </message>
    <message>
        <source>{least} and more orders</source>
        <translation>{least} pedidos ou mais</translation>
    </message>
    <message>
        <source>{least} to {most} orders</source>
        <translation>{least} a {most} pedidos</translation>
    </message>
    <message>
        <source>{count} orders each</source>
        <translation>{count} pedidos por cliente</translation>
    </message>
    <message>
        <source>Here {share} bought once, so that how often they bought tells few of them apart.</source>
        <translation>Aqui {share} compraram uma vez só; por isso, a frequência distingue poucos deles.</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} dias</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 dia</translation>
    </message>
    <message>
        <source>{customers}, {share} of all</source>
        <translation>{customers}, {share} do total</translation>
    </message>
    <message>
        <source>Average order {amount}</source>
        <translation>Ticket médio: {amount}</translation>
    </message>
    <message>
        <source>Half of them ordered within the last {days}</source>
        <translation>Metade deles comprou nos últimos {days}</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Receita</translation>
    </message>
    <message>
        <source>Average order</source>
        <translation>Ticket médio</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>Último pedido</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>O que fazer</translation>
    </message>
    <message>
        <source>Revenue {amount}, {share} of all</source>
        <translation>Receita {amount}, {share} do total</translation>
    </message>
    <message>
        <source>Recency score {recency}, frequency score {frequency}</source>
        <translation>Pontuação de recência {recency}, pontuação de frequência {frequency}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Looking for the folder to publish to</source>
        <translation>Procurando a pasta para publicar</translation>
    </message>
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
        <source>Made from {file}, which was read as: {layout}.</source>
        <translation>Feito de {file}, lido como: {layout}.</translation>
    </message>
    <message>
        <source>This export does not hold it.</source>
        <translation>Esta exportação não a contém.</translation>
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
        <source>A folder with the exports of a shop. Files are recognised by what they contain. If it holds a list of orders in a layout that CRRI does not know, you say once what its columns mean.</source>
        <translation>Uma pasta com as exportações de uma loja. Os arquivos são reconhecidos pelo conteúdo. Se houver uma lista de pedidos em um formato que o CRRI não conhece, você diz uma vez o que as colunas significam.</translation>
    </message>
    <message>
        <source>Map the columns…</source>
        <translation>Mapear as colunas…</translation>
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
        <source>Read again (F5)</source>
        <translation>Ler novamente (F5)</translation>
    </message>
    <message>
        <source>Change what the columns mean…</source>
        <translation>Mudar o que as colunas significam…</translation>
    </message>
    <message>
        <source>Counting the orders</source>
        <translation>Contando os pedidos</translation>
    </message>
    <message>
        <source>{layout}, {orders:,} {orders|order|orders}</source>
        <translation>{layout}, {orders:,} {orders|pedido|pedidos}</translation>
    </message>
    <message>
        <source>{layout}, {orders:,} {orders|order|orders} in {count:,} {count|file|files}</source>
        <translation>{layout}, {orders:,} {orders|pedido|pedidos} em {count:,} {count|arquivo|arquivos}</translation>
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
    <name>Stages</name>
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
        <source>Customers: each table holds all of them</source>
        <translation>Clientes: cada tabela contém todos eles</translation>
    </message>
    <message>
        <source>Order value: each table holds all of it</source>
        <translation>Valor dos pedidos: cada tabela contém o valor inteiro</translation>
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
        <source>Why this number? (Ctrl+I)</source>
        <translation>Por que este número? (Ctrl+I)</translation>
    </message>
    <message>
        <source>Show the orders; Ctrl+I: why this number?</source>
        <translation>Mostrar os pedidos; Ctrl+I: por que este número?</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconhecido</translation>
    </message>
    <message>
        <source>at least {amount}</source>
        <translation>pelo menos {amount}</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Stages and timings</source>
        <translation>Etapas e tempos</translation>
    </message>
    <message>
        <source>Stages and timings of the run (Ctrl+Shift+R)</source>
        <translation>Etapas e tempos do cálculo (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>The numbers are those of the folder {folder}.</source>
        <translation>Os números são da pasta {folder}.</translation>
    </message>
    <message>
        <source>Looking into the folder…</source>
        <translation>Examinando a pasta…</translation>
    </message>
    <message>
        <source>Nothing is computed yet.</source>
        <translation>Nada foi calculado ainda.</translation>
    </message>
    <message>
        <source>Compute (Ctrl+R)</source>
        <translation>Calcular (Ctrl+R)</translation>
    </message>
    <message>
        <source>Compute again (Ctrl+R)</source>
        <translation>Calcular novamente (Ctrl+R)</translation>
    </message>
    <message>
        <source>▲ {count:,} changed {count|definition|definitions} not applied</source>
        <translation>▲ {count:,} {count|definição alterada não aplicada|definições alteradas não aplicadas}</translation>
    </message>
    <message>
        <source>The numbers are those of the definitions in force.</source>
        <translation>Os números são os das definições em vigor.</translation>
    </message>
    <message>
        <source>Say once what the columns of this export mean.</source>
        <translation>Diga uma vez o que significam as colunas desta exportação.</translation>
    </message>
    <message>
        <source>Map the columns…</source>
        <translation>Mapear as colunas…</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>Ver o que fazer</translation>
    </message>
    <message>
        <source>The raw folder is no longer there: {folder}</source>
        <translation>A pasta bruta não está mais lá: {folder}</translation>
    </message>
    <message>
        <source>The numbers are those of “{folder}”.</source>
        <translation>Os números são os de “{folder}”.</translation>
    </message>
    <message>
        <source>Out of date: the definitions have changed.</source>
        <translation>Desatualizado: as definições mudaram.</translation>
    </message>
    <message>
        <source>Out of date: the raw files have changed.</source>
        <translation>Desatualizado: os arquivos brutos mudaram.</translation>
    </message>
    <message>
        <source>Out of date: how files are read has changed.</source>
        <translation>Desatualizado: o modo de ler os arquivos mudou.</translation>
    </message>
    <message>
        <source>The sums do not agree: nothing can be published.</source>
        <translation>As somas não conferem: nada pode ser publicado.</translation>
    </message>
    <message>
        <source>adds up to the cent but for rejected rows</source>
        <translation>fecha até o centavo, fora as linhas rejeitadas</translation>
    </message>
    <message>
        <source>adds up to the cent</source>
        <translation>confere até o centavo</translation>
    </message>
    <message>
        <source>adds up as far as amounts could be read</source>
        <translation>confere até onde os valores puderam ser lidos</translation>
    </message>
    <message>
        <source>published</source>
        <translation>publicado</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Publicar…</translation>
    </message>
    <message>
        <source>Publish to “{folder}”</source>
        <translation>Publicar em “{folder}”</translation>
    </message>
    <message>
        <source>{mark} Stages</source>
        <translation>{mark} Etapas</translation>
    </message>
</context>
<context>
    <name>Tab</name>
    <message>
        <source>(blank)</source>
        <translation>(em branco)</translation>
    </message>
    <message>
        <source>The sentences are copied.</source>
        <translation>As frases foram copiadas.</translation>
    </message>
    <message>
        <source>From an enlarged chart back to the page</source>
        <translation>De um gráfico ampliado de volta à página</translation>
    </message>
    <message>
        <source>{share} of repeat customers
bought on one day only</source>
        <translation>{share} dos clientes recorrentes
compraram em um único dia</translation>
    </message>
    <message>
        <source>partial: the data does not cover the whole month</source>
        <translation>parcial: os dados não cobrem o mês inteiro</translation>
    </message>
    <message>
        <source>short: its orders begin late or end early</source>
        <translation>curto: seus pedidos começam tarde ou terminam cedo</translation>
    </message>
    <message>
        <source>stray: under 5 % of the usual orders</source>
        <translation>avulso: menos de 5 % dos pedidos usuais</translation>
    </message>
    <message>
        <source>{months} (not whole: the data begins or ends within)</source>
        <translation>{months} (incompleto: os dados começam ou terminam no meio)</translation>
    </message>
    <message>
        <source>{months} (no order on its first or last days)</source>
        <translation>{months} (sem pedidos nos primeiros ou últimos dias)</translation>
    </message>
    <message>
        <source>{months} (hardly any orders: under 5 % of a usual month)</source>
        <translation>{months} (quase sem pedidos: menos de 5 % de um mês usual)</translation>
    </message>
    <message>
        <source>Hollow dots: {why}.</source>
        <translation>Pontos vazados: {why}.</translation>
    </message>
    <message>
        <source>Pale columns: {why}.</source>
        <translation>Colunas claras: {why}.</translation>
    </message>
    <message>
        <source>{months} and {count} more</source>
        <translation>{months} e mais {count}</translation>
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
        <source>Find in the rows</source>
        <translation>Localizar nas linhas</translation>
    </message>
    <message>
        <source>Find the next one</source>
        <translation>Localizar o próximo</translation>
    </message>
    <message>
        <source>Find the previous one</source>
        <translation>Localizar o anterior</translation>
    </message>
    <message>
        <source>Filter the current column</source>
        <translation>Filtrar a coluna atual</translation>
    </message>
    <message>
        <source>Sort by the current column, smallest first</source>
        <translation>Ordenar pela coluna atual, do menor para o maior</translation>
    </message>
    <message>
        <source>Sort by the current column, largest first</source>
        <translation>Ordenar pela coluna atual, do maior para o menor</translation>
    </message>
    <message>
        <source>Why is the number at the cursor what it is?</source>
        <translation>Por que o número sob o cursor é o que é?</translation>
    </message>
    <message>
        <source>Show the whole row</source>
        <translation>Mostrar a linha inteira</translation>
    </message>
    <message>
        <source>Say what the current column means</source>
        <translation>Dizer o que significa a coluna atual</translation>
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
        <source>Every row of what is computed from the raw folder can be sorted, filtered, searched and exported here.</source>
        <translation>Cada linha do que é calculado a partir da pasta bruta pode ser ordenada, filtrada, pesquisada e exportada aqui.</translation>
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
        <source>Rows of the export</source>
        <translation>Linhas da exportação</translation>
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
        <source>Listed rows</source>
        <translation>Linhas listadas</translation>
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
        <source>Every row that was read, in the columns of its file</source>
        <translation>Cada linha que foi lida, nas colunas do seu arquivo</translation>
    </message>
    <message>
        <source>rejects.csv: every row that could not be read, and why</source>
        <translation>rejects.csv: cada linha que não pôde ser lida e por quê</translation>
    </message>
</context>
<context>
    <name>TargetCard</name>
    <message>
        <source>Choose folder…</source>
        <translation>Escolher pasta…</translation>
    </message>
    <message>
        <source>Recent targets</source>
        <translation>Destinos recentes</translation>
    </message>
    <message>
        <source>Also one Excel workbook (crri_outputs.xlsx)</source>
        <translation>Também um arquivo do Excel (crri_outputs.xlsx)</translation>
    </message>
    <message>
        <source>Former sets to keep</source>
        <translation>Conjuntos anteriores a guardar</translation>
    </message>
    <message>
        <source>Where the CSVs go: the folder that your .pbix or .pbip reads</source>
        <translation>Para onde vão os CSVs: a pasta que seu .pbix ou .pbip lê</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>Nenhuma pasta escolhida ainda</translation>
    </message>
    <message>
        <source>The numbers that are shown now are the ones published here.</source>
        <translation>Os números mostrados agora são os que estão publicados aqui.</translation>
    </message>
    <message>
        <source>Dashboards point at the five CSVs in it; they keep their names and place.</source>
        <translation>Os painéis do Power BI apontam para os cinco CSVs dela; eles mantêm o nome e o lugar.</translation>
    </message>
    <message>
        <source>A new folder beside the raw files. Choose that of your dashboard, if there is one.</source>
        <translation>Uma nova pasta ao lado dos arquivos brutos. Escolha a do seu painel, se houver uma.</translation>
    </message>
    <message>
        <source>This folder is not there yet: publishing makes it.</source>
        <translation>Esta pasta ainda não existe: a publicação a cria.</translation>
    </message>
    <message>
        <source>There is no .pbix or .pbip in this folder yet.</source>
        <translation>Ainda não há .pbix nem .pbip nesta pasta.</translation>
    </message>
    <message>
        <source>Found near the raw files, because of {files}.</source>
        <translation>Encontrada perto dos arquivos brutos, por causa de {files}.</translation>
    </message>
    <message>
        <source>Beside it: {files}</source>
        <translation>Ao lado: {files}</translation>
    </message>
    <message>
        <source>Publish to this folder</source>
        <translation>Publicar nesta pasta</translation>
    </message>
    <message>
        <source>No folder was used yet</source>
        <translation>Nenhuma pasta foi usada ainda</translation>
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
        <source>Show the whole row (Ctrl+D)</source>
        <translation>Mostrar a linha inteira (Ctrl+D)</translation>
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
    <name>Trail</name>
    <message>
        <source>Part of the number</source>
        <translation>Parte do número</translation>
    </message>
    <message>
        <source>Rows of the number</source>
        <translation>Linhas do número</translation>
    </message>
    <message>
        <source>Lines of the raw files</source>
        <translation>Linhas dos arquivos brutos</translation>
    </message>
    <message>
        <source>The line as it stands in the raw file</source>
        <translation>A linha como está no arquivo bruto</translation>
    </message>
    <message>
        <source>No rows are behind it.</source>
        <translation>Não há linhas por trás dele.</translation>
    </message>
    <message>
        <source>Rows: {count}. Sum: {total}</source>
        <translation>Linhas: {count}. Soma: {total}</translation>
    </message>
    <message>
        <source>{shown} of {count} rows, of which each counts 1: {total}</source>
        <translation>{shown} de {count} linhas, das quais cada uma conta 1: {total}</translation>
    </message>
    <message>
        <source>The {shown} largest of {count} rows. Sum of all {count}: {total}</source>
        <translation>As {shown} maiores de {count} linhas. Soma de todas as {count}: {total}</translation>
    </message>
    <message>
        <source>Looking into the raw files…</source>
        <translation>Procurando nos arquivos brutos…</translation>
    </message>
    <message>
        <source>Looking into the raw files</source>
        <translation>Procurando nos arquivos brutos</translation>
    </message>
    <message>
        <source>Where it stands in the raw files:</source>
        <translation>Onde está nos arquivos brutos:</translation>
    </message>
    <message>
        <source>Nothing of it stands in the raw files.</source>
        <translation>Nada disso está nos arquivos brutos.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>The line itself</source>
        <translation>A própria linha</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejeitada</translation>
    </message>
</context>
<context>
    <name>UnfoldedOrder</name>
    <message>
        <source>Rows of the order in the file</source>
        <translation>Linhas do pedido no arquivo</translation>
    </message>
    <message>
        <source>Items of the order in their file</source>
        <translation>Itens do pedido no arquivo deles</translation>
    </message>
    <message>
        <source>Its items, in a file of their own</source>
        <translation>Seus itens, em um arquivo próprio</translation>
    </message>
    <message>
        <source>Its rows, as they are read</source>
        <translation>Suas linhas, como são lidas</translation>
    </message>
    <message>
        <source>become this order</source>
        <translation>viram este pedido</translation>
    </message>
    <message>
        <source>One order unfolded: {order}</source>
        <translation>Um pedido aberto: {order}</translation>
    </message>
    <message>
        <source>File and line</source>
        <translation>Arquivo e linha</translation>
    </message>
</context>
<context>
    <name>ValueTab</name>
    <message>
        <source>What a customer has brought is</source>
        <translation>O que um cliente trouxe é</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Receita</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margem</translation>
    </message>
    <message>
        <source>First orders by</source>
        <translation>Primeiros pedidos por</translation>
    </message>
    <message>
        <source>Ordered again within</source>
        <translation>Pediram de novo em até</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} dias</translation>
    </message>
    <message>
        <source>observed to month {month}</source>
        <translation>observado até o mês {month}</translation>
    </message>
    <message>
        <source>no margin is set (Definitions)</source>
        <translation>nenhuma margem definida (Definições)</translation>
    </message>
    <message>
        <source>no cost is set (Definitions)</source>
        <translation>nenhum custo definido (Definições)</translation>
    </message>
    <message>
        <source>CAC {cost}: not paid back</source>
        <translation>CAC {cost}: não recuperado</translation>
    </message>
    <message>
        <source>months, at CAC {cost}</source>
        <translation>meses, com CAC de {cost}</translation>
    </message>
    <message>
        <source>{what} a customer has brought by then.</source>
        <translation>{what} que um cliente trouxe até então.</translation>
    </message>
    <message>
        <source>CAC {cost}</source>
        <translation>CAC {cost}</translation>
    </message>
    <message>
        <source>Click cohorts in the matrix to draw their curves.</source>
        <translation>Clique em coortes na matriz para desenhar as curvas.</translation>
    </message>
    <message>
        <source>{what} per customer, added up over the months.</source>
        <translation>{what} por cliente, somada ao longo dos meses.</translation>
    </message>
    <message>
        <source>Hollow: not a whole usual month.</source>
        <translation>Vazados: não é um mês inteiro e usual.</translation>
    </message>
    <message>
        <source>The scale does not begin at 0.</source>
        <translation>A escala não começa em 0.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Payment type</source>
        <translation>Forma de pagamento</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produto</translation>
    </message>
    <message>
        <source>Product category</source>
        <translation>Categoria de produto</translation>
    </message>
    <message>
        <source>No group of 100 customers is observed that long.</source>
        <translation>Nenhum grupo de 100 clientes é observado por tanto tempo.</translation>
    </message>
    <message>
        <source>Ordered again within {days} days, and revenue per customer by then; groups of 100 customers and more.</source>
        <translation>Pediram de novo em até {days} dias, e a receita por cliente até então; grupos de 100 clientes ou mais.</translation>
    </message>
</context>
<context>
    <name>ValuesTable</name>
    <message>
        <source>Copy values</source>
        <translation>Copiar os valores</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Why this number?</source>
        <translation>Por que este número?</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>Why this number?</source>
        <translation>Por que este número?</translation>
    </message>
    <message>
        <source>What it is part of, and what it leaves out</source>
        <translation>De que faz parte e o que fica de fora</translation>
    </message>
    <message>
        <source>The definitions in force</source>
        <translation>As definições em vigor</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>&amp;Linhas</translation>
    </message>
    <message>
        <source>&amp;Statement</source>
        <translation>&amp;Demonstrativo</translation>
    </message>
    <message>
        <source>&amp;Definitions</source>
        <translation>D&amp;efinições</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>To the question before</source>
        <translation>À pergunta anterior</translation>
    </message>
    <message>
        <source>All rows in &amp;Tables</source>
        <translation>Todas as linhas em &amp;Tabelas</translation>
    </message>
    <message>
        <source>&amp;Customers…</source>
        <translation>&amp;Clientes…</translation>
    </message>
    <message>
        <source>&amp;Against what is published</source>
        <translation>Co&amp;mparar com o publicado</translation>
    </message>
    <message>
        <source>The orders that are published in another month or with another value</source>
        <translation>Os pedidos publicados em outro mês ou com outro valor</translation>
    </message>
    <message>
        <source>Save as a &amp;page</source>
        <translation>Salvar como &amp;página</translation>
    </message>
    <message>
        <source>Naming the raw lines…</source>
        <translation>Indicando as linhas brutas…</translation>
    </message>
    <message>
        <source>Showing the raw lines…</source>
        <translation>Mostrando as linhas brutas…</translation>
    </message>
    <message>
        <source>They may hold names and addresses, which nothing published does.</source>
        <translation>Elas podem conter nomes e endereços, o que nada do que é publicado contém.</translation>
    </message>
    <message>
        <source>Looking for the rows…</source>
        <translation>Procurando as linhas…</translation>
    </message>
    <message>
        <source>Explaining a number</source>
        <translation>Explicando um número</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <source>These numbers were computed anew meanwhile: ask again.</source>
        <translation>Estes números foram recalculados nesse meio-tempo: pergunte de novo.</translation>
    </message>
    <message>
        <source>Collecting the rows</source>
        <translation>Reunindo as linhas</translation>
    </message>
    <message>
        <source>Comparing orders with those that are published</source>
        <translation>Comparando pedidos com os publicados</translation>
    </message>
    <message>
        <source>Save the answer as a page</source>
        <translation>Salvar a resposta como página</translation>
    </message>
    <message>
        <source>Why {name}.pdf</source>
        <translation>Por que {name}.pdf</translation>
    </message>
    <message>
        <source>PDF document (*.pdf);;Web page (*.html)</source>
        <translation>Documento PDF (*.pdf);;Página da web (*.html)</translation>
    </message>
    <message>
        <source>Writing the page</source>
        <translation>Gravando a página</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Salvo como {path}.</translation>
    </message>
</context>
<context>
    <name>Window</name>
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
        <source>The files are published already. Close now?</source>
        <translation>Os arquivos já estão publicados. Fechar agora?</translation>
    </message>
    <message>
        <source>CRRI is still at work on what follows: backups, history, the Power BI project.</source>
        <translation>O CRRI ainda trabalha no que vem depois: cópias de segurança, histórico, o projeto Power BI.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>What is published stays as it is.</source>
        <translation>O que está publicado fica como está.</translation>
    </message>
    <message>
        <source>What it is writing now can no longer be stopped: it is finished.</source>
        <translation>O que está sendo gravado agora já não pode ser interrompido: será concluído.</translation>
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
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>WordTable</name>
    <message>
        <source>(blank)</source>
        <translation>(em branco)</translation>
    </message>
</context>
<context>
    <name>WordTables</name>
    <message>
        <source>{title} ({column})</source>
        <translation>{title} ({column})</translation>
    </message>
</context>
<context>
    <name>WordsCard</name>
    <message>
        <source>In words</source>
        <translation>Em palavras</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>all sentences of “{heading}”</source>
        <translation>todas as frases de “{heading}”</translation>
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
    <name>_Sentence</name>
    <message>
        <source>Opens the rows behind it; Ctrl+C copies the sentence</source>
        <translation>Abre as linhas por trás; Ctrl+C copia a frase</translation>
    </message>
    <message>
        <source>Show the rows in Tables</source>
        <translation>Mostrar as linhas em Tabelas</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Copiar a frase</translation>
    </message>
</context>
<context>
    <name>basics</name>
    <message>
        <source>For example {text}</source>
        <translation>Por exemplo, {text}</translation>
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
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>Número inteiro</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
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
        <translation>Escreva a data como 31/03/2018.</translation>
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
        <source>{name} ordered from {first} to {last}</source>
        <translation>{name} comprou de {first} a {last}</translation>
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
    <message>
        <source>{name}: {count:,} highest</source>
        <translation>{name}: {count:,} {count|maior|maiores}</translation>
    </message>
    <message>
        <source>{name}: {count:,} lowest</source>
        <translation>{name}: {count:,} {count|menor|menores}</translation>
    </message>
    <message>
        <source>{filter} ({rows:,} {rows|row|rows}, because values are equal)</source>
        <translation>{filter} ({rows:,} {rows|linha|linhas}, porque há valores iguais)</translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>Nothing to show.</source>
        <translation>Nada a mostrar.</translation>
    </message>
    <message>
        <source>{count:,} {count|value|values}</source>
        <translation>{count:,} {count|valor|valores}</translation>
    </message>
    <message>
        <source>{count}. Lowest and highest: {one}.</source>
        <translation>{count}. Menor e maior: {one}.</translation>
    </message>
    <message>
        <source>{count}. Lowest: {low}. Highest: {high}.</source>
        <translation>{count}. Menor: {low}. Maior: {high}.</translation>
    </message>
</context>
<context>
    <name>choosing</name>
    <message>
        <source>Choose this folder</source>
        <translation>Escolher esta pasta</translation>
    </message>
    <message>
        <source>“{name}” is there already. Replace it?</source>
        <translation>“{name}” já existe. Substituir?</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Substituir</translation>
    </message>
    <message>
        <source>“{other}” files cannot be saved here. Save as “{name}”?</source>
        <translation>Arquivos “{other}” não podem ser salvos aqui. Salvar como “{name}”?</translation>
    </message>
    <message>
        <source>Save so</source>
        <translation>Salvar assim</translation>
    </message>
    <message>
        <source>A file of this name is there already; it would be replaced.</source>
        <translation>Já existe um arquivo com este nome; ele seria substituído.</translation>
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
        <source>the order is of a guest (option guests)</source>
        <translation>o pedido é de um visitante (opção guests)</translation>
    </message>
    <message>
        <source>month, YYYY-MM</source>
        <translation>mês, AAAA-MM</translation>
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
        <translation>forma de pagamento</translation>
    </message>
    <message>
        <source>The type that paid the most of the order; equal amounts: the type with the lowest payment_sequential; no payment: not_defined.</source>
        <translation>A forma que pagou a maior parte do pedido; valores iguais: a que tem o menor payment_sequential; sem pagamento: not_defined.</translation>
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
        <source>score 1 to 5</source>
        <translation>nota de 1 a 5</translation>
    </message>
    <message>
        <source>Score of the order&apos;s latest answered review (one with an answer time); equal answer times: the highest review_id.</source>
        <translation>Nota da última avaliação respondida do pedido (com data de resposta); datas de resposta iguais: o maior review_id.</translation>
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
        <source>days</source>
        <translation>dias</translation>
    </message>
    <message>
        <source>no order to judge</source>
        <translation>nenhum pedido a avaliar quanto ao prazo</translation>
    </message>
    <message>
        <source>Customer value</source>
        <translation>Valor do cliente</translation>
    </message>
    <message>
        <source>what a customer has brought by each month since the first order, and whether that pays</source>
        <translation>o que um cliente trouxe até cada mês desde o primeiro pedido, e se isso compensa</translation>
    </message>
    <message>
        <source>months</source>
        <translation>meses</translation>
    </message>
    <message>
        <source>Months from cohort_month to order_month; 0 is the month of the first order.</source>
        <translation>Meses de cohort_month a order_month; 0 é o mês do primeiro pedido.</translation>
    </message>
    <message>
        <source>1 where neither the cohort&apos;s month nor order_month is partial or has too few orders to be read; what is told of all cohorts is made of these rows.</source>
        <translation>1 onde nem o mês da coorte nem order_month está incompleto ou tem pedidos de menos para ser lido; o que se diz de todas as coortes vem dessas linhas.</translation>
    </message>
    <message>
        <source>Counted orders of the cohort in order_month.</source>
        <translation>Pedidos contados da coorte em order_month.</translation>
    </message>
    <message>
        <source>Sum of order_value of the cohort&apos;s orders in order_month.</source>
        <translation>Soma de order_value dos pedidos da coorte em order_month.</translation>
    </message>
    <message>
        <source>Sum of order_value of the cohort&apos;s orders up to order_month.</source>
        <translation>Soma de order_value dos pedidos da coorte até order_month.</translation>
    </message>
    <message>
        <source>currency of the raw data, per customer</source>
        <translation>moeda dos dados brutos, por cliente</translation>
    </message>
    <message>
        <source>What a customer of the cohort has brought: cumulative_revenue / cohort_size.</source>
        <translation>O que um cliente da coorte trouxe: cumulative_revenue / cohort_size.</translation>
    </message>
    <message>
        <source>The margin of that: cumulative_revenue_per_customer x the option margin.</source>
        <translation>A margem disso: cumulative_revenue_per_customer x a opção margin.</translation>
    </message>
    <message>
        <source>without a margin (option margin)</source>
        <translation>sem margem (opção margin)</translation>
    </message>
    <message>
        <source>Segment movement</source>
        <translation>Movimento entre segmentos</translation>
    </message>
    <message>
        <source>one row per value segment at the first snapshot and value segment at the second one, with a customer in it</source>
        <translation>uma linha por segmento de valor na primeira data e segmento de valor na segunda, com um cliente nela</translation>
    </message>
    <message>
        <source>which customers have become better or worse, in customers and money</source>
        <translation>quais clientes ficaram melhores ou piores, em clientes e dinheiro</translation>
    </message>
    <message>
        <source>since the first snapshot</source>
        <translation>desde a primeira data de referência</translation>
    </message>
    <message>
        <source>date, YYYY-MM-DD</source>
        <translation>data, AAAA-MM-DD</translation>
    </message>
    <message>
        <source>The first snapshot: the second one less the option movement_days (90).</source>
        <translation>A primeira data: a segunda menos a opção movement_days (90).</translation>
    </message>
    <message>
        <source>The second snapshot: that of rfm_customers (option snapshot).</source>
        <translation>A segunda data: a de rfm_customers (opção snapshot).</translation>
    </message>
    <message>
        <source>(new), Low Value, Mid Value or High Value</source>
        <translation>(new), Low Value, Mid Value ou High Value</translation>
    </message>
    <message>
        <source>The customer&apos;s value segment at the first snapshot; (new) of customers whose first order came after it. Scores are by mid-rank among the customers of the first snapshot.</source>
        <translation>O segmento de valor do cliente na primeira data; (new) para clientes cujo primeiro pedido veio depois dela. As pontuações são pelo posto médio entre os clientes da primeira data.</translation>
    </message>
    <message>
        <source>The customer&apos;s value segment at the second snapshot, by the values of the first one: who has become better moves up, whatever the others did. rfm_customers scores by the values of its own snapshot.</source>
        <translation>O segmento de valor do cliente na segunda data, pelos valores da primeira: quem ficou melhor sobe, façam os outros o que fizerem. rfm_customers pontua pelos valores da sua própria data.</translation>
    </message>
    <message>
        <source>Customers who were in from_segment and are in to_segment.</source>
        <translation>Clientes que estavam em from_segment e estão em to_segment.</translation>
    </message>
    <message>
        <source>Sum of order_value of these customers&apos; counted orders between the snapshots.</source>
        <translation>Soma de order_value dos pedidos contados desses clientes entre as duas datas.</translation>
    </message>
    <message>
        <source>Sum of order_value of all counted orders of these customers.</source>
        <translation>Soma de order_value de todos os pedidos contados desses clientes.</translation>
    </message>
    <message>
        <source>New and returning</source>
        <translation>Novos e que voltaram</translation>
    </message>
    <message>
        <source>one row per calendar month, the months of monthly_revenue</source>
        <translation>uma linha por mês do calendário, os meses de monthly_revenue</translation>
    </message>
    <message>
        <source>how much of each month&apos;s revenue new and returning customers bring</source>
        <translation>quanto da receita de cada mês trazem os clientes novos e os que voltaram</translation>
    </message>
    <message>
        <source>of known customers</source>
        <translation>de clientes conhecidos</translation>
    </message>
    <message>
        <source>Sum of order_value of the orders whose customer is known: new_revenue + returning_revenue.</source>
        <translation>Soma de order_value dos pedidos cujo cliente é conhecido: new_revenue + returning_revenue.</translation>
    </message>
    <message>
        <source>Of it, that of new customers: those whose first counted order is in the month.</source>
        <translation>Dela, a dos clientes novos: aqueles cujo primeiro pedido contado é do mês.</translation>
    </message>
    <message>
        <source>Of it, that of customers whose first counted order is in an earlier month.</source>
        <translation>Dela, a dos clientes cujo primeiro pedido contado é de um mês anterior.</translation>
    </message>
    <message>
        <source>Customers whose first counted order is in the month.</source>
        <translation>Clientes cujo primeiro pedido contado é do mês.</translation>
    </message>
    <message>
        <source>Distinct customers of the month whose first counted order is in an earlier one.</source>
        <translation>Clientes distintos do mês cujo primeiro pedido contado é de um mês anterior.</translation>
    </message>
    <message>
        <source>Counted orders of new customers: all that they placed in their first month.</source>
        <translation>Pedidos contados de clientes novos: todos os que fizeram no seu primeiro mês.</translation>
    </message>
    <message>
        <source>Counted orders of returning customers.</source>
        <translation>Pedidos contados de clientes que voltaram.</translation>
    </message>
    <message>
        <source>Repeat propensity</source>
        <translation>Propensão a recomprar</translation>
    </message>
    <message>
        <source>one row per customer, where the model has proved itself on the last 90 days; else no row</source>
        <translation>uma linha por cliente, se o modelo foi comprovado nos últimos 90 dias; senão, nenhuma linha</translation>
    </message>
    <message>
        <source>who is likely to buy within 90 days, where that can be told</source>
        <translation>quem provavelmente compra em 90 dias, onde se pode dizer</translation>
    </message>
    <message>
        <source>What was known of the customer before this day is what the model saw.</source>
        <translation>O modelo viu o que se sabia do cliente antes deste dia.</translation>
    </message>
    <message>
        <source>1 to 10</source>
        <translation>1 a 10</translation>
    </message>
    <message>
        <source>The tenth of the customers by how likely they buy within 90 days, 1 the likeliest; equal scores always get equal tenths.</source>
        <translation>O décimo dos clientes pela probabilidade de comprar em 90 dias, 1 a maior; pontuações iguais ficam sempre no mesmo décimo.</translation>
    </message>
    <message>
        <source>How likely the customer buys within 90 days from the snapshot on.</source>
        <translation>A probabilidade de o cliente comprar em 90 dias a partir da data de referência.</translation>
    </message>
    <message>
        <source>Share of Total Revenue that comes from customers with two or more counted orders, their first orders too. Returning Revenue is of the months after their first one alone.</source>
        <translation>Parcela da receita total que vem de clientes com dois ou mais pedidos contados, também dos seus primeiros pedidos. Receita de quem voltou é só dos meses depois do primeiro.</translation>
    </message>
    <message>
        <source>Mean days from purchase to delivery (delivery_days) of the selected orders that have a delivery date.</source>
        <translation>Média de dias da compra à entrega (delivery_days) dos pedidos selecionados que têm data de entrega.</translation>
    </message>
    <message>
        <source>no selected order has a delivery date</source>
        <translation>nenhum pedido selecionado tem data de entrega</translation>
    </message>
    <message>
        <source>Orders with a delivery date</source>
        <translation>Pedidos com data de entrega</translation>
    </message>
    <message>
        <source>Mean review score (review_score) of the selected orders that have one.</source>
        <translation>Nota média das avaliações (review_score) dos pedidos selecionados que têm uma.</translation>
    </message>
    <message>
        <source>no selected order has a review score</source>
        <translation>nenhum pedido selecionado tem nota de avaliação</translation>
    </message>
    <message>
        <source>Orders with a review score</source>
        <translation>Pedidos com nota de avaliação</translation>
    </message>
    <message>
        <source>Late orders / judged orders (option late_over), over the selected months; only filters of months change it. Late Order Rate is the same number under every filter. Orders that are overdue and have no delivery date do not count as late.</source>
        <translation>Pedidos atrasados / pedidos avaliados (opção late_over), nos meses selecionados; só filtros de meses mudam o número. Taxa de pedidos atrasados é o mesmo número sob qualquer filtro. Pedidos vencidos e sem data de entrega não contam como atrasados.</translation>
    </message>
    <message>
        <source>Of the customers who had ordered by the earlier of the two dates, the share who are in the same value segment at the later one.</source>
        <translation>Dos clientes que já tinham comprado até a primeira das duas datas, a parcela que na segunda está no mesmo segmento de valor.</translation>
    </message>
    <message>
        <source>no customer of the earlier date is selected</source>
        <translation>nenhum cliente da primeira data está selecionado</translation>
    </message>
    <message>
        <source>Customers of the earlier date</source>
        <translation>Clientes da primeira data</translation>
    </message>
    <message>
        <source>Customers who are in a higher value segment at the later of the two dates than at the earlier one. Both dates are scored by the limits of the earlier one, so nobody moves because others did.</source>
        <translation>Clientes que na segunda das duas datas estão em um segmento de valor mais alto que na primeira. As duas datas são pontuadas pelos limites da primeira, por isso ninguém muda porque outros mudaram.</translation>
    </message>
    <message>
        <source>Customers who are in a lower value segment at the later of the two dates than at the earlier one. Both dates are scored by the limits of the earlier one, so nobody moves because others did.</source>
        <translation>Clientes que na segunda das duas datas estão em um segmento de valor mais baixo que na primeira. As duas datas são pontuadas pelos limites da primeira, por isso ninguém muda porque outros mudaram.</translation>
    </message>
    <message>
        <source>Customers by their value segment at the earlier date, new if they first ordered after it, and at the later one.</source>
        <translation>Clientes por seu segmento de valor na primeira data, ou novos se compraram pela primeira vez depois dela, e na segunda.</translation>
    </message>
    <message>
        <source>What customers have spent in all, by their value segment at the earlier date and at the later one.</source>
        <translation>O que os clientes gastaram ao todo, por seu segmento de valor na primeira data e na segunda.</translation>
    </message>
    <message>
        <source>Order values of customers in the month of their first counted order, later orders of that month too.</source>
        <translation>Valores dos pedidos de clientes no mês do seu primeiro pedido contado, também dos pedidos posteriores desse mês.</translation>
    </message>
    <message>
        <source>Order values of customers whose first counted order is in an earlier month. Their later orders within the month of the first one are New Revenue here; Executive Overview tells of all later orders, and Revenue from Repeat Customers % is of first orders too.</source>
        <translation>Valores dos pedidos de clientes cujo primeiro pedido contado é de um mês anterior. Os pedidos posteriores dentro do mês do primeiro são aqui Receita de clientes novos; a Visão executiva fala de todos os pedidos posteriores, e % da receita de clientes recorrentes inclui também os primeiros pedidos.</translation>
    </message>
    <message>
        <source>Customers of the selected tenths who have a score of how likely they buy again.</source>
        <translation>Clientes dos décimos selecionados que têm uma pontuação de quão provável é que comprem de novo.</translation>
    </message>
    <message>
        <source>nobody is scored</source>
        <translation>ninguém recebe pontuação</translation>
    </message>
    <message>
        <source>Mean probability that a customer of the selected tenths buys within 90 days.</source>
        <translation>Probabilidade média de que um cliente dos décimos selecionados compre em até 90 dias.</translation>
    </message>
    <message>
        <source>nobody is scored, or the scores have no probabilities</source>
        <translation>ninguém recebe pontuação, ou as pontuações não têm probabilidades</translation>
    </message>
    <message>
        <source>Of the Buyers Observed for 90 Days, the share whose second counted order, selected or not, came within 90 days of 24 hours after the first.</source>
        <translation>Dos compradores observados por 90 dias, a parcela cujo segundo pedido contado, selecionado ou não, veio em até 90 dias de 24 horas depois do primeiro.</translation>
    </message>
    <message>
        <source>Selected orders that came late (option late).</source>
        <translation>Pedidos selecionados que chegaram com atraso (opção late).</translation>
    </message>
    <message>
        <source>no order but first ones of customers is selected</source>
        <translation>só primeiros pedidos de clientes estão selecionados</translation>
    </message>
    <message>
        <source>model</source>
        <translation>modelo</translation>
    </message>
    <message>
        <source>categories of the first order are not told</source>
        <translation>as categorias do primeiro pedido não são informadas</translation>
    </message>
    <message>
        <source>1 when the customer has two or more counted orders in the analysis period.</source>
        <translation>1 quando o cliente tem dois ou mais pedidos contados no período de análise.</translation>
    </message>
    <message>
        <source>Predicted value</source>
        <translation>Valor previsto</translation>
    </message>
    <message>
        <source>one row per customer, where the models have proved themselves on the last 90 days; else no row</source>
        <translation>uma linha por cliente, se os modelos foram comprovados nos últimos 90 dias; senão, nenhuma linha</translation>
    </message>
    <message>
        <source>what each customer is expected to buy and spend within 90 days, where that can be told</source>
        <translation>o que se espera que cada cliente compre e gaste em 90 dias, onde se pode dizer</translation>
    </message>
    <message>
        <source>How many days after the last counted order the prediction is of.</source>
        <translation>De quantos dias depois do último pedido contado é a previsão.</translation>
    </message>
    <message>
        <source>days with a purchase</source>
        <translation>dias com compra</translation>
    </message>
    <message>
        <source>On how many of these days the customer is expected to buy.</source>
        <translation>Em quantos desses dias se espera que o cliente compre.</translation>
    </message>
    <message>
        <source>expected_purchases times what the customer is expected to spend on such a day.</source>
        <translation>expected_purchases vezes o que se espera que o cliente gaste em um dia desses.</translation>
    </message>
    <message>
        <source>How likely the customer has not stopped buying.</source>
        <translation>A probabilidade de o cliente não ter parado de comprar.</translation>
    </message>
    <message>
        <source>the customer bought on one day only: nothing tells who of these comes back</source>
        <translation>o cliente comprou em um só dia: nada diz quem destes volta</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Calendário</translation>
    </message>
    <message>
        <source>one row per day, without gaps, of every whole year that has a month of monthly_revenue</source>
        <translation>uma linha por dia, sem lacunas, de cada ano inteiro que tem um mês de monthly_revenue</translation>
    </message>
    <message>
        <source>which days, weeks and months the orders can be shown by, and which months are complete</source>
        <translation>por quais dias, semanas e meses os pedidos podem ser mostrados, e quais meses estão completos</translation>
    </message>
    <message>
        <source>The day.</source>
        <translation>O dia.</translation>
    </message>
    <message>
        <source>The month of the day.</source>
        <translation>O mês do dia.</translation>
    </message>
    <message>
        <source>number YYYYMMDD</source>
        <translation>número AAAAMMDD</translation>
    </message>
    <message>
        <source>The day as a number.</source>
        <translation>O dia como número.</translation>
    </message>
    <message>
        <source>year</source>
        <translation>ano</translation>
    </message>
    <message>
        <source>The year of the day.</source>
        <translation>O ano do dia.</translation>
    </message>
    <message>
        <source>1 to 4</source>
        <translation>1 a 4</translation>
    </message>
    <message>
        <source>The quarter of the year.</source>
        <translation>O trimestre do ano.</translation>
    </message>
    <message>
        <source>week, YYYY-Www</source>
        <translation>semana, AAAA-Wss</translation>
    </message>
    <message>
        <source>The week by ISO 8601: from Monday, in the year of its Thursday.</source>
        <translation>A semana segundo a ISO 8601: a partir de segunda-feira, no ano da sua quinta-feira.</translation>
    </message>
    <message>
        <source>1 in a month of monthly_revenue whose first and last day the raw data covers, and that is no stray one.</source>
        <translation>1 em um mês de monthly_revenue cujo primeiro e último dia os dados brutos cobrem e que não é um mês avulso.</translation>
    </message>
    <message>
        <source>1 in a month with orders, but under 5 % of the usual number (the median month&apos;s).</source>
        <translation>1 em um mês com pedidos, mas com menos de 5 % do número usual (o do mês mediano).</translation>
    </message>
    <message>
        <source>Order details</source>
        <translation>Detalhes dos pedidos</translation>
    </message>
    <message>
        <source>one row per counted order, the orders of master_orders</source>
        <translation>uma linha por pedido contado, os pedidos de master_orders</translation>
    </message>
    <message>
        <source>on which day an order was placed, whether it was late, and whether it is the customer&apos;s first</source>
        <translation>em que dia um pedido foi feito, se atrasou e se é o primeiro do cliente</translation>
    </message>
    <message>
        <source>Date of the purchase.</source>
        <translation>Data da compra.</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>The customer&apos;s number in customer_details.</source>
        <translation>O número do cliente em customer_details.</translation>
    </message>
    <message>
        <source>nobody knows whose order it is</source>
        <translation>não se sabe de quem é o pedido</translation>
    </message>
    <message>
        <source>1 when delivered late (option late), 0 in time.</source>
        <translation>1 quando entregue com atraso (opção late), 0 no prazo.</translation>
    </message>
    <message>
        <source>it cannot be judged</source>
        <translation>não pode ser avaliado quanto ao prazo</translation>
    </message>
    <message>
        <source>1 for the customer&apos;s first counted order; of several at one moment that with the lowest order_id.</source>
        <translation>1 para o primeiro pedido contado do cliente; de vários no mesmo momento, o de menor order_id.</translation>
    </message>
    <message>
        <source>it is the customer&apos;s first, or nobody knows whose it is</source>
        <translation>é o primeiro do cliente, ou não se sabe de quem é</translation>
    </message>
    <message>
        <source>calendar months</source>
        <translation>meses do calendário</translation>
    </message>
    <message>
        <source>Months from that of the customer&apos;s first counted order to that of this one.</source>
        <translation>Meses entre o do primeiro pedido contado do cliente e o deste.</translation>
    </message>
    <message>
        <source>Customer details</source>
        <translation>Detalhes dos clientes</translation>
    </message>
    <message>
        <source>one row per customer of rfm_customers</source>
        <translation>uma linha por cliente de rfm_customers</translation>
    </message>
    <message>
        <source>when customers came and were last seen, their scores, and whether they came back in time</source>
        <translation>quando os clientes chegaram e foram vistos pela última vez, suas pontuações e se voltaram a tempo</translation>
    </message>
    <message>
        <source>Date of the customer&apos;s first counted order.</source>
        <translation>Data do primeiro pedido contado do cliente.</translation>
    </message>
    <message>
        <source>Recency score; 4 for the most recent.</source>
        <translation>Pontuação de recência; 4 para os mais recentes.</translation>
    </message>
    <message>
        <source>Frequency score; 4 for the most orders.</source>
        <translation>Pontuação de frequência; 4 para mais pedidos.</translation>
    </message>
    <message>
        <source>Monetary score; 4 for the most money.</source>
        <translation>Pontuação monetária; 4 para mais dinheiro.</translation>
    </message>
    <message>
        <source>one of the eleven named segments</source>
        <translation>um dos onze segmentos nomeados</translation>
    </message>
    <message>
        <source>The named segment, by recency and frequency in five points each.</source>
        <translation>O segmento nomeado, por recência e frequência em cinco pontos cada.</translation>
    </message>
    <message>
        <source>Date of the customer&apos;s last counted order.</source>
        <translation>Data do último pedido contado do cliente.</translation>
    </message>
    <message>
        <source>whole days of 24 hours</source>
        <translation>dias inteiros de 24 horas</translation>
    </message>
    <message>
        <source>Days from the customer&apos;s first counted order to the last one of all.</source>
        <translation>Dias do primeiro pedido contado do cliente até o último de todos.</translation>
    </message>
    <message>
        <source>Days from the customer&apos;s first to the second counted order: at most N where the second came within N days.</source>
        <translation>Dias do primeiro ao segundo pedido contado do cliente: no máximo N quando o segundo veio em até N dias.</translation>
    </message>
    <message>
        <source>the customer has one counted order</source>
        <translation>o cliente tem um só pedido contado</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>motivo</translation>
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
        <source>row</source>
        <translation>linha</translation>
    </message>
    <message>
        <source>The row&apos;s number below the header.</source>
        <translation>O número da linha abaixo do cabeçalho.</translation>
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
        <source>Active customers who have two or more counted orders in the whole analysis period, in whichever months.</source>
        <translation>Clientes ativos que têm dois ou mais pedidos contados em todo o período de análise, em quaisquer meses.</translation>
    </message>
    <message>
        <source>Customers active in the selected cohort months / customers of those cohorts: each cohort counts by its size. Stray months (under 5 % of the usual orders) after a cohort&apos;s first are left out, unless nothing else is selected.</source>
        <translation>Clientes ativos nos meses de coorte selecionados / clientes dessas coortes: cada coorte conta pelo seu tamanho. Meses avulsos (menos de 5 % dos pedidos usuais) depois do primeiro de cada coorte ficam de fora, a não ser que nada mais esteja selecionado.</translation>
    </message>
    <message>
        <source>Customers active in the selected cohort months after each cohort&apos;s first / customers of those cohorts: each cohort counts by its size. Stray months are left out as of Retention Rate.</source>
        <translation>Clientes ativos nos meses de coorte selecionados depois do primeiro de cada coorte / clientes dessas coortes: cada coorte conta pelo seu tamanho. Meses avulsos ficam de fora como em Retention Rate.</translation>
    </message>
    <message>
        <source>no order of the selected months can be judged</source>
        <translation>nenhum pedido dos meses selecionados pode ser avaliado quanto ao prazo</translation>
    </message>
    <message>
        <source>Late orders</source>
        <translation>Pedidos atrasados</translation>
    </message>
    <message>
        <source>What a customer has brought in month 0 since the first order, over the complete cohorts; for each month since the first order the revenue of the cohorts observed then / their customers, added up. A first cohort of at least twice the usual size is taken to hold older customers and is left out. Without filters.</source>
        <translation>O que um cliente trouxe no mês 0 desde o primeiro pedido, sobre as coortes completas; para cada mês desde o primeiro pedido, a receita das coortes observadas então / os clientes delas, somada. Uma primeira coorte de pelo menos o dobro do tamanho usual é tida como de clientes também mais antigos e fica de fora. Sem filtros.</translation>
    </message>
    <message>
        <source>no complete cohort is observed that long</source>
        <translation>nenhuma coorte completa é observada por tanto tempo</translation>
    </message>
    <message>
        <source>Orders of the complete cohorts</source>
        <translation>Pedidos das coortes completas</translation>
    </message>
    <message>
        <source>What a customer has brought by month 6 since the first order, over the complete cohorts; for each month since the first order the revenue of the cohorts observed then / their customers, added up. A first cohort of at least twice the usual size is taken to hold older customers and is left out. Without filters.</source>
        <translation>O que um cliente trouxe até o mês 6 desde o primeiro pedido, sobre as coortes completas; para cada mês desde o primeiro pedido, a receita das coortes observadas então / os clientes delas, somada. Uma primeira coorte de pelo menos o dobro do tamanho usual é tida como de clientes também mais antigos e fica de fora. Sem filtros.</translation>
    </message>
    <message>
        <source>What a customer has brought by month 12 since the first order, over the complete cohorts; for each month since the first order the revenue of the cohorts observed then / their customers, added up. A first cohort of at least twice the usual size is taken to hold older customers and is left out. Without filters.</source>
        <translation>O que um cliente trouxe até o mês 12 desde o primeiro pedido, sobre as coortes completas; para cada mês desde o primeiro pedido, a receita das coortes observadas então / os clientes delas, somada. Uma primeira coorte de pelo menos o dobro do tamanho usual é tida como de clientes também mais antigos e fica de fora. Sem filtros.</translation>
    </message>
    <message>
        <source>Value per Customer by month 12 x the margin (option margin).</source>
        <translation>Valor por cliente até o mês 12 x a margem (opção margin).</translation>
    </message>
    <message>
        <source>without a margin, or no complete cohort is observed that long</source>
        <translation>sem margem, ou nenhuma coorte completa é observada por tanto tempo</translation>
    </message>
    <message>
        <source>First month since the first order by which the margin of a customer (option margin) reaches what winning one costs (option cac), over the complete cohorts.</source>
        <translation>Primeiro mês desde o primeiro pedido em que a margem de um cliente (opção margin) alcança o que custa conquistá-lo (opção cac), nas coortes completas.</translation>
    </message>
    <message>
        <source>months since the first order</source>
        <translation>meses desde o primeiro pedido</translation>
    </message>
    <message>
        <source>without a margin or a cost, or it is not reached within the observed months</source>
        <translation>sem margem ou custo, ou não é alcançado nos meses observados</translation>
    </message>
    <message>
        <source>What a customer has brought by the latest selected month since the first order, over the complete cohorts; for each month since the first order the revenue of the cohorts observed then / their customers, added up. A first cohort of at least twice the usual size is taken to hold older customers and is left out. Without filters of cohorts.</source>
        <translation>O que um cliente trouxe até o último mês selecionado desde o primeiro pedido, sobre as coortes completas; para cada mês desde o primeiro pedido, a receita das coortes observadas então / os clientes delas, somada. Uma primeira coorte de pelo menos o dobro do tamanho usual é tida como de clientes também mais antigos e fica de fora. Sem filtros de coortes.</translation>
    </message>
    <message>
        <source>What a customer of one cohort has brought by one month since the first order: cumulative revenue / customers of the cohort.</source>
        <translation>O que um cliente de uma coorte trouxe até um mês desde o primeiro pedido: receita acumulada / clientes da coorte.</translation>
    </message>
    <message>
        <source>more than one cohort or month is selected, or it is not observed</source>
        <translation>mais de uma coorte ou mês selecionado, ou não é observado</translation>
    </message>
    <message>
        <source>Orders of the selected cohorts and months</source>
        <translation>Pedidos das coortes e dos meses selecionados</translation>
    </message>
    <message>
        <source>Share of the revenue that the tenth of the selected customers who have spent the most bring, in whole customers.</source>
        <translation>Parcela da receita que traz o décimo dos clientes selecionados que mais gastou, em clientes inteiros.</translation>
    </message>
    <message>
        <source>no customer is selected, or their revenue is not above 0</source>
        <translation>nenhum cliente selecionado, ou a receita deles não é maior que 0</translation>
    </message>
    <message>
        <source>What the best tenth is worth</source>
        <translation>Quanto vale o melhor décimo</translation>
    </message>
    <message>
        <source>Customers in the same segment</source>
        <translation>Clientes no mesmo segmento</translation>
    </message>
    <message>
        <source>Customers Moved Up</source>
        <translation>Clientes que subiram</translation>
    </message>
    <message>
        <source>Customers Moved Down</source>
        <translation>Clientes que desceram</translation>
    </message>
    <message>
        <source>no month is selected</source>
        <translation>nenhum mês selecionado</translation>
    </message>
    <message>
        <source>Order values of new customers</source>
        <translation>Valores dos pedidos de clientes novos</translation>
    </message>
    <message>
        <source>Order values of returning customers</source>
        <translation>Valores dos pedidos de clientes que voltaram</translation>
    </message>
    <message>
        <source>Returning Revenue / the revenue of all known customers.</source>
        <translation>Receita de quem voltou / a receita de todos os clientes conhecidos.</translation>
    </message>
    <message>
        <source>no month is selected, or its revenue is not above 0</source>
        <translation>nenhum mês selecionado, ou a receita dele não é maior que 0</translation>
    </message>
    <message>
        <source>Customers whose first counted order is in the month; over several months their sum.</source>
        <translation>Clientes cujo primeiro pedido contado é do mês; em vários meses, a soma.</translation>
    </message>
    <message>
        <source>New customers, in each month</source>
        <translation>Clientes novos, em cada mês</translation>
    </message>
    <message>
        <source>Customers of the month whose first counted order is in an earlier one; over several months their sum, in which a customer counts once in each month.</source>
        <translation>Clientes do mês cujo primeiro pedido contado é de um mês anterior; em vários meses, a soma, em que um cliente conta uma vez por mês.</translation>
    </message>
    <message>
        <source>Returning customers, in each month</source>
        <translation>Clientes que voltaram, em cada mês</translation>
    </message>
    <message>
        <source>Counted orders of customers in the month of their first one.</source>
        <translation>Pedidos contados de clientes no mês do primeiro.</translation>
    </message>
    <message>
        <source>Orders of new customers</source>
        <translation>Pedidos de clientes novos</translation>
    </message>
    <message>
        <source>Counted orders of customers whose first one is in an earlier month.</source>
        <translation>Pedidos contados de clientes cujo primeiro é de um mês anterior.</translation>
    </message>
    <message>
        <source>Orders of returning customers</source>
        <translation>Pedidos de clientes que voltaram</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Probabilidades</translation>
    </message>
    <message>
        <source>Customers with a probability</source>
        <translation>Clientes com uma probabilidade</translation>
    </message>
    <message>
        <source>Customers whose first counted order is among the selected orders.</source>
        <translation>Clientes cujo primeiro pedido contado está entre os pedidos selecionados.</translation>
    </message>
    <message>
        <source>no order of a known customer is selected</source>
        <translation>nenhum pedido de um cliente conhecido está selecionado</translation>
    </message>
    <message>
        <source>Customers with their first order</source>
        <translation>Clientes com seu primeiro pedido</translation>
    </message>
    <message>
        <source>Customers of the selected orders whose first counted order is not among them.</source>
        <translation>Clientes dos pedidos selecionados cujo primeiro pedido contado não está entre eles.</translation>
    </message>
    <message>
        <source>Customers whose first order is not among the selected</source>
        <translation>Clientes cujo primeiro pedido não está entre os selecionados</translation>
    </message>
    <message>
        <source>First-Time Buyers whose first counted order is 90 days or more before the last one of all.</source>
        <translation>Novos compradores cujo primeiro pedido contado é de 90 dias ou mais antes do último de todos.</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>não há nenhum</translation>
    </message>
    <message>
        <source>First-time buyers observed for 90 days</source>
        <translation>Novos compradores observados por 90 dias</translation>
    </message>
    <message>
        <source>nobody was observed that long</source>
        <translation>ninguém foi observado por esse tempo</translation>
    </message>
    <message>
        <source>Those of them who ordered again within 90 days</source>
        <translation>Os que entre eles compraram de novo em até 90 dias</translation>
    </message>
    <message>
        <source>late orders</source>
        <translation>pedidos atrasados</translation>
    </message>
    <message>
        <source>no selected order can be judged</source>
        <translation>nenhum pedido selecionado pode ser avaliado quanto ao prazo</translation>
    </message>
    <message>
        <source>Selected orders of which it is known whether they came late.</source>
        <translation>Pedidos selecionados dos quais se sabe se chegaram com atraso.</translation>
    </message>
    <message>
        <source>Orders that can be judged</source>
        <translation>Pedidos que podem ser avaliados quanto ao prazo</translation>
    </message>
    <message>
        <source>Late Orders / Judged Orders, under every filter of orders and customers; filtered by nothing but months it is the same number as Late Delivery Rate. Orders that are overdue and have no delivery date do not count as late.</source>
        <translation>Pedidos atrasados / Pedidos avaliados quanto ao prazo, sob qualquer filtro de pedidos e clientes; filtrado só por meses é o mesmo número que Taxa de entregas atrasadas. Pedidos vencidos e sem data de entrega não contam como atrasados.</translation>
    </message>
    <message>
        <source>Selected orders that are not their customer&apos;s first.</source>
        <translation>Pedidos selecionados que não são o primeiro do seu cliente.</translation>
    </message>
    <message>
        <source>Orders with one before</source>
        <translation>Pedidos com um anterior</translation>
    </message>
    <message>
        <source>Revenue of the Later Orders / that of all selected orders of known customers.</source>
        <translation>Receita dos pedidos posteriores / a de todos os pedidos selecionados de clientes conhecidos.</translation>
    </message>
    <message>
        <source>no order of a known customer is selected, or their revenue is not above 0</source>
        <translation>nenhum pedido de um cliente conhecido está selecionado, ou sua receita não está acima de 0</translation>
    </message>
    <message>
        <source>Order values of later orders</source>
        <translation>Valores dos pedidos posteriores</translation>
    </message>
    <message>
        <source>Mean number of begun days from an order to the same customer&apos;s next one, over the Later Orders (days_since_previous_order). A day is 24 hours, and a begun one counts whole: one second is 1 day, 25 hours are 2.</source>
        <translation>Média de dias iniciados de um pedido ao seguinte do mesmo cliente, sobre os pedidos posteriores (days_since_previous_order). Um dia são 24 horas, e um dia iniciado conta inteiro: um segundo é 1 dia, 25 horas são 2.</translation>
    </message>
    <message>
        <source>begun days</source>
        <translation>dias iniciados</translation>
    </message>
    <message>
        <source>Days since the order before</source>
        <translation>Dias desde o pedido anterior</translation>
    </message>
    <message>
        <source>On how many days in all the selected customers are expected to buy within the horizon.</source>
        <translation>Em quantos dias, ao todo, se espera que os clientes selecionados comprem dentro do horizonte.</translation>
    </message>
    <message>
        <source>nothing is predicted</source>
        <translation>nada é previsto</translation>
    </message>
    <message>
        <source>Expected purchases</source>
        <translation>Compras esperadas</translation>
    </message>
    <message>
        <source>What the selected customers are expected to spend within the horizon.</source>
        <translation>O que se espera que os clientes selecionados gastem dentro do horizonte.</translation>
    </message>
    <message>
        <source>Expected revenue</source>
        <translation>Receita esperada</translation>
    </message>
    <message>
        <source>file</source>
        <translation>arquivo</translation>
    </message>
    <message>
        <source>no delivery date</source>
        <translation>sem data de entrega</translation>
    </message>
    <message>
        <source>no answered review (filled with the median by option)</source>
        <translation>sem avaliação respondida (preenchida com a mediana por opção)</translation>
    </message>
    <message>
        <source>Mean of delivery_days over the month&apos;s orders that have a delivery date.</source>
        <translation>Média de delivery_days dos pedidos do mês que têm data de entrega.</translation>
    </message>
    <message>
        <source>no order has a delivery date</source>
        <translation>nenhum pedido tem data de entrega</translation>
    </message>
    <message>
        <source>Mean of review_score over the month&apos;s orders that have one.</source>
        <translation>Média de review_score dos pedidos do mês que têm uma nota.</translation>
    </message>
    <message>
        <source>no order has a review score</source>
        <translation>nenhum pedido tem nota de avaliação</translation>
    </message>
    <message>
        <source>unless the model predicted 0.80 to 1.25 times as many buyers as there were in the last test</source>
        <translation>a não ser que o modelo tenha previsto de 0,80 a 1,25 vezes os compradores que houve no último teste</translation>
    </message>
    <message>
        <source>The model, and the days that it was fitted on.</source>
        <translation>O modelo, e os dias em que foi ajustado.</translation>
    </message>
    <message>
        <source>days of 24 hours, begun ones counted whole</source>
        <translation>dias de 24 horas, os iniciados contados inteiros</translation>
    </message>
    <message>
        <source>Days since the customer&apos;s counted order before it; 25 hours are 2 days.</source>
        <translation>Dias desde o pedido contado anterior do cliente; 25 horas são 2 dias.</translation>
    </message>
    <message>
        <source>The customer as a number, in the order of their first counted orders. It is of this publication: another one may give a customer another number.</source>
        <translation>O cliente como número, na ordem dos primeiros pedidos contados. Vale nesta publicação: outra pode dar outro número ao cliente.</translation>
    </message>
    <message>
        <source>Why the order counts or not: counted; status left out; outside the months looked at; customer missing; order missing (items or payments of an order that is not in the orders file); order rejected (its row in the orders file could not be read).</source>
        <translation>Por que o pedido conta ou não: counted (conta); status left out (status excluído); outside the months looked at (fora dos meses analisados); customer missing (cliente ausente); order missing (pedido ausente: itens ou pagamentos de um pedido que não está no arquivo de pedidos); order rejected (pedido rejeitado: sua linha no arquivo de pedidos não pôde ser lida).</translation>
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
        <source>currency of the raw data</source>
        <translation>moeda dos dados brutos</translation>
    </message>
    <message>
        <source>no order is selected</source>
        <translation>nenhum pedido está selecionado</translation>
    </message>
    <message>
        <source>Order values</source>
        <translation>Valores dos pedidos</translation>
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
        <source>Customers who ordered</source>
        <translation>Clientes que compraram</translation>
    </message>
    <message>
        <source>Average order value: Total Revenue / Total Orders.</source>
        <translation>Ticket médio: Receita total / Total de pedidos.</translation>
    </message>
    <message>
        <source>currency per order</source>
        <translation>moeda por pedido</translation>
    </message>
    <message>
        <source>Orders of the months</source>
        <translation>Pedidos dos meses</translation>
    </message>
    <message>
        <source>Order values of the latest month</source>
        <translation>Valores dos pedidos do último mês</translation>
    </message>
    <message>
        <source>Order values of the month before</source>
        <translation>Valores dos pedidos do mês anterior</translation>
    </message>
    <message>
        <source>Total Revenue / Active Customers; orders of guests are not among them.</source>
        <translation>Receita total / Clientes ativos; sem os pedidos de visitantes.</translation>
    </message>
    <message>
        <source>Order values of known customers</source>
        <translation>Valores dos pedidos de clientes conhecidos</translation>
    </message>
    <message>
        <source>Total Orders / Active Customers; orders of guests are not among them.</source>
        <translation>Total de pedidos / Clientes ativos; sem os pedidos de visitantes.</translation>
    </message>
    <message>
        <source>Orders of known customers</source>
        <translation>Pedidos de clientes conhecidos</translation>
    </message>
    <message>
        <source>Customers with two or more counted orders</source>
        <translation>Clientes com dois ou mais pedidos contados</translation>
    </message>
    <message>
        <source>share of customers</source>
        <translation>proporção de clientes</translation>
    </message>
    <message>
        <source>Those of them who ordered again in time</source>
        <translation>Os que compraram de novo no prazo</translation>
    </message>
    <message>
        <source>Customers whose first order is observed for three months</source>
        <translation>Clientes cujo primeiro pedido é observado por três meses</translation>
    </message>
    <message>
        <source>Active customers with a selected order in the month of their first counted order.</source>
        <translation>Clientes ativos com um pedido selecionado no mês do seu primeiro pedido contado.</translation>
    </message>
    <message>
        <source>Customers with an order in the month of their first</source>
        <translation>Clientes com pedido no mês do primeiro</translation>
    </message>
    <message>
        <source>Active customers all of whose selected orders are later than their first month: Active Customers - New Customers.</source>
        <translation>Clientes ativos cujos pedidos selecionados são todos posteriores ao seu primeiro mês: Clientes ativos - Clientes novos.</translation>
    </message>
    <message>
        <source>Growth of Total Revenue from the calendar month before to the latest selected month.</source>
        <translation>Crescimento da receita total do mês anterior do calendário para o último mês selecionado.</translation>
    </message>
    <message>
        <source>share of the month before</source>
        <translation>proporção do mês anterior</translation>
    </message>
    <message>
        <source>currency per customer</source>
        <translation>moeda por cliente</translation>
    </message>
    <message>
        <source>orders per customer</source>
        <translation>pedidos por cliente</translation>
    </message>
    <message>
        <source>share of revenue</source>
        <translation>proporção da receita</translation>
    </message>
    <message>
        <source>What the customers of the selected segments have spent on counted orders in all: the sum of their monetary.</source>
        <translation>O que os clientes dos segmentos selecionados gastaram ao todo em pedidos contados: a soma de monetary deles.</translation>
    </message>
    <message>
        <source>Counted orders of the customers of the selected segments: the sum of their frequency.</source>
        <translation>Pedidos contados dos clientes dos segmentos selecionados: a soma de frequency deles.</translation>
    </message>
    <message>
        <source>High Value customers</source>
        <translation>Clientes High Value</translation>
    </message>
    <message>
        <source>Days of delivery</source>
        <translation>Dias de entrega</translation>
    </message>
    <message>
        <source>Review scores</source>
        <translation>Notas das avaliações</translation>
    </message>
    <message>
        <source>share of orders</source>
        <translation>proporção de pedidos</translation>
    </message>
    <message>
        <source>What the selected orders are worth in all: the sum of their order_value.</source>
        <translation>O que os pedidos selecionados valem ao todo: a soma de order_value deles.</translation>
    </message>
    <message>
        <source>Customers whose orders are all later than their first month</source>
        <translation>Clientes cujos pedidos são todos posteriores ao primeiro mês</translation>
    </message>
    <message>
        <source>Order values of customers with two or more counted orders</source>
        <translation>Valores dos pedidos de clientes com dois ou mais pedidos contados</translation>
    </message>
    <message>
        <source>no observed cohort month is selected</source>
        <translation>nenhum mês de coorte observado está selecionado</translation>
    </message>
    <message>
        <source>Months in which customers of the cohorts ordered</source>
        <translation>Meses em que clientes das coortes compraram</translation>
    </message>
    <message>
        <source>Observed months of the cohorts&apos; customers</source>
        <translation>Meses observados dos clientes das coortes</translation>
    </message>
    <message>
        <source>Retention rates</source>
        <translation>Taxas de retenção</translation>
    </message>
    <message>
        <source>Observed months of cohorts</source>
        <translation>Meses observados das coortes</translation>
    </message>
    <message>
        <source>no observed month after a cohort&apos;s first is selected</source>
        <translation>nenhum mês observado depois do primeiro de uma coorte está selecionado</translation>
    </message>
    <message>
        <source>Later months in which customers of the cohorts ordered</source>
        <translation>Meses posteriores em que clientes das coortes compraram</translation>
    </message>
    <message>
        <source>Observed later months of the cohorts&apos; customers</source>
        <translation>Meses posteriores observados dos clientes das coortes</translation>
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
        <source>Customers of the cohorts</source>
        <translation>Clientes das coortes</translation>
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
        <source>What the customers are worth</source>
        <translation>O que os clientes valem</translation>
    </message>
    <message>
        <source>The customers&apos; orders</source>
        <translation>Os pedidos dos clientes</translation>
    </message>
    <message>
        <source>Segment Revenue / Customers.</source>
        <translation>Receita do segmento / Clientes.</translation>
    </message>
    <message>
        <source>Segment Revenue / the revenue of all customers.</source>
        <translation>Receita do segmento / a receita de todos os clientes.</translation>
    </message>
    <message>
        <source>What all customers are worth</source>
        <translation>O que todos os clientes valem</translation>
    </message>
    <message>
        <source>Share of the customers whose segment is High Value.</source>
        <translation>Parcela dos clientes cujo segmento é High Value.</translation>
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
        <translation>Parcela dos clientes ativos que têm dois ou mais pedidos contados: Clientes recorrentes / Clientes ativos. Olha para a frente, por isso os últimos meses tiveram menos tempo: compare meses pela taxa dentro de um prazo fixo.</translation>
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
        <source>Mean of retention_rate over the selected cohort months: each cohort counts the same, a cohort of one customer as much as one of thousands. To judge several cohorts, take Retention Rate.</source>
        <translation>Média de retention_rate nos meses de coorte selecionados: cada coorte conta igual, uma de um cliente tanto quanto uma de milhares. Para avaliar várias coortes, use a Taxa de retenção.</translation>
    </message>
    <message>
        <source>Later Retention Rate, at most six times that of all cohorts taken together: what the heat map is coloured by, so that one small cohort does not pale all others. Cohorts and months under 5 % of the usual size (the median) have no colour.</source>
        <translation>Taxa de retenção posterior, no máximo seis vezes a de todas as coortes juntas: é o que colore o mapa de calor, para que uma coorte pequena não apague as outras. Coortes e meses com menos de 5 % do tamanho usual (a mediana) não têm cor.</translation>
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
        <translation>Parcela dos clientes com o primeiro pedido contado selecionado que compraram de novo no mesmo mês ou nos três meses seguintes do calendário; só primeiros meses observados por esse tempo, sem contar o último mês do calendário. Assim cada mês recebe o mesmo tempo.</translation>
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
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Monthly revenue</source>
        <translation>Receita mensal</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Coortes</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operações</translation>
    </message>
</context>
<context>
    <name>dashboard</name>
    <message>
        <source>Total Revenue</source>
        <translation>Receita total</translation>
    </message>
    <message>
        <source>Total Orders</source>
        <translation>Total de pedidos</translation>
    </message>
    <message>
        <source>Active Customers</source>
        <translation>Clientes ativos</translation>
    </message>
    <message>
        <source>AOV</source>
        <translation>Ticket médio</translation>
    </message>
    <message>
        <source>Usual Month</source>
        <translation>Mês usual</translation>
    </message>
    <message>
        <source>MoM Growth %</source>
        <translation>Crescimento mensal %</translation>
    </message>
    <message>
        <source>Revenue per Customer</source>
        <translation>Receita por cliente</translation>
    </message>
    <message>
        <source>Orders per Customer</source>
        <translation>Pedidos por cliente</translation>
    </message>
    <message>
        <source>Repeat Customers</source>
        <translation>Clientes recorrentes</translation>
    </message>
    <message>
        <source>Repeat Rate</source>
        <translation>Taxa de recompra</translation>
    </message>
    <message>
        <source>Repeat Rate within 3 Months</source>
        <translation>Taxa de recompra em 3 meses</translation>
    </message>
    <message>
        <source>New Customers</source>
        <translation>Clientes novos</translation>
    </message>
    <message>
        <source>Returning Customers</source>
        <translation>Clientes que voltaram</translation>
    </message>
    <message>
        <source>Revenue from Repeat Customers %</source>
        <translation>% da receita de clientes recorrentes</translation>
    </message>
    <message>
        <source>Retention Rate</source>
        <translation>Taxa de retenção</translation>
    </message>
    <message>
        <source>Avg Retention Rate</source>
        <translation>Taxa média de retenção</translation>
    </message>
    <message>
        <source>Later Retention Rate</source>
        <translation>Taxa de retenção posterior</translation>
    </message>
    <message>
        <source>Retention Shade</source>
        <translation>Tom da retenção</translation>
    </message>
    <message>
        <source>Cohort Size</source>
        <translation>Tamanho da coorte</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Segment Revenue</source>
        <translation>Receita do segmento</translation>
    </message>
    <message>
        <source>Segment Orders</source>
        <translation>Pedidos do segmento</translation>
    </message>
    <message>
        <source>Revenue per Segment Customer</source>
        <translation>Receita por cliente do segmento</translation>
    </message>
    <message>
        <source>Segment Share of Revenue</source>
        <translation>Participação do segmento na receita</translation>
    </message>
    <message>
        <source>High Value Customer %</source>
        <translation>% de clientes High Value</translation>
    </message>
    <message>
        <source>Avg Delivery Days</source>
        <translation>Prazo médio de entrega</translation>
    </message>
    <message>
        <source>Avg Review Score</source>
        <translation>Nota média das avaliações</translation>
    </message>
    <message>
        <source>Late Delivery Rate</source>
        <translation>Taxa de entregas atrasadas</translation>
    </message>
    <message>
        <source>Value per Customer in month 0</source>
        <translation>Valor por cliente no mês 0</translation>
    </message>
    <message>
        <source>Value per Customer by month 6</source>
        <translation>Valor por cliente até o mês 6</translation>
    </message>
    <message>
        <source>Value per Customer by month 12</source>
        <translation>Valor por cliente até o mês 12</translation>
    </message>
    <message>
        <source>Margin per Customer by month 12</source>
        <translation>Margem por cliente até o mês 12</translation>
    </message>
    <message>
        <source>Payback Month</source>
        <translation>Mês do retorno</translation>
    </message>
    <message>
        <source>Value per Customer</source>
        <translation>Valor por cliente</translation>
    </message>
    <message>
        <source>Cohort Value per Customer</source>
        <translation>Valor por cliente da coorte</translation>
    </message>
    <message>
        <source>Revenue of the Top 10 %</source>
        <translation>Receita dos 10 % melhores</translation>
    </message>
    <message>
        <source>Unchanged Segment %</source>
        <translation>% no mesmo segmento</translation>
    </message>
    <message>
        <source>Customers Moved Up</source>
        <translation>Clientes que subiram</translation>
    </message>
    <message>
        <source>Customers Moved Down</source>
        <translation>Clientes que desceram</translation>
    </message>
    <message>
        <source>Customers by Move</source>
        <translation>Clientes por mudança</translation>
    </message>
    <message>
        <source>Worth by Move</source>
        <translation>Gasto por mudança</translation>
    </message>
    <message>
        <source>New Revenue</source>
        <translation>Receita de clientes novos</translation>
    </message>
    <message>
        <source>Returning Revenue</source>
        <translation>Receita de quem voltou</translation>
    </message>
    <message>
        <source>Returning Revenue %</source>
        <translation>% da receita de quem voltou</translation>
    </message>
    <message>
        <source>New Customers of the Month</source>
        <translation>Clientes novos do mês</translation>
    </message>
    <message>
        <source>Returning Customers of the Month</source>
        <translation>Clientes do mês que voltaram</translation>
    </message>
    <message>
        <source>New Orders</source>
        <translation>Pedidos de clientes novos</translation>
    </message>
    <message>
        <source>Returning Orders</source>
        <translation>Pedidos de quem voltou</translation>
    </message>
    <message>
        <source>Scored Customers</source>
        <translation>Clientes pontuados</translation>
    </message>
    <message>
        <source>Mean Repeat Probability</source>
        <translation>Probabilidade média de recompra</translation>
    </message>
    <message>
        <source>First-Time Buyers</source>
        <translation>Novos compradores</translation>
    </message>
    <message>
        <source>Returning Buyers</source>
        <translation>Compradores que voltaram</translation>
    </message>
    <message>
        <source>Buyers Observed for 90 Days</source>
        <translation>Compradores observados por 90 dias</translation>
    </message>
    <message>
        <source>Repeat Rate within 90 Days</source>
        <translation>Taxa de recompra em até 90 dias</translation>
    </message>
    <message>
        <source>Late Orders</source>
        <translation>Pedidos atrasados</translation>
    </message>
    <message>
        <source>Judged Orders</source>
        <translation>Pedidos avaliados quanto ao prazo</translation>
    </message>
    <message>
        <source>Late Order Rate</source>
        <translation>Taxa de pedidos atrasados</translation>
    </message>
    <message>
        <source>Later Orders</source>
        <translation>Pedidos posteriores</translation>
    </message>
    <message>
        <source>Revenue from Later Orders %</source>
        <translation>% da receita de pedidos posteriores</translation>
    </message>
    <message>
        <source>Expected Purchases</source>
        <translation>Compras esperadas</translation>
    </message>
    <message>
        <source>Expected Revenue</source>
        <translation>Receita esperada</translation>
    </message>
    <message>
        <source>No order can be judged as late.</source>
        <translation>Nenhum pedido pode ser dado como atrasado.</translation>
    </message>
    <message>
        <source>This export names no customers.</source>
        <translation>Esta exportação não identifica clientes.</translation>
    </message>
    <message>
        <source>Nothing is predicted: no model has proved itself on this data.</source>
        <translation>Nada é previsto: nenhum modelo se provou nestes dados.</translation>
    </message>
    <message>
        <source>Champions</source>
        <translation>Campeões</translation>
    </message>
    <message>
        <source>most recent, more often than most</source>
        <translation>os mais recentes, mais frequentes que a maioria</translation>
    </message>
    <message>
        <source>Thank them; show them new things first.</source>
        <translation>Agradeça; mostre primeiro as novidades.</translation>
    </message>
    <message>
        <source>Loyal</source>
        <translation>Fiéis</translation>
    </message>
    <message>
        <source>more often than most, not long ago</source>
        <translation>mais frequentes que a maioria, há pouco tempo</translation>
    </message>
    <message>
        <source>Offer a loyalty programme; ask for reviews.</source>
        <translation>Ofereça um programa de fidelidade; peça avaliações.</translation>
    </message>
    <message>
        <source>Potential Loyalists</source>
        <translation>Potenciais fiéis</translation>
    </message>
    <message>
        <source>recent, about as often as most</source>
        <translation>recentes, tão frequentes quanto a maioria</translation>
    </message>
    <message>
        <source>Recommend what goes with their last order.</source>
        <translation>Recomende o que combina com o último pedido.</translation>
    </message>
    <message>
        <source>Recent Customers</source>
        <translation>Clientes recentes</translation>
    </message>
    <message>
        <source>most recent, fewest orders</source>
        <translation>os mais recentes, com menos pedidos</translation>
    </message>
    <message>
        <source>Welcome them; make the second order easy.</source>
        <translation>Dê as boas-vindas; facilite o segundo pedido.</translation>
    </message>
    <message>
        <source>Promising</source>
        <translation>Promissores</translation>
    </message>
    <message>
        <source>recent, fewest orders</source>
        <translation>recentes, com menos pedidos</translation>
    </message>
    <message>
        <source>Stay in their minds; offer a small reason to return.</source>
        <translation>Mantenha-se na lembrança; dê um pequeno motivo para voltar.</translation>
    </message>
    <message>
        <source>Needing Attention</source>
        <translation>Pedem atenção</translation>
    </message>
    <message>
        <source>as often as most, some time ago</source>
        <translation>tão frequentes quanto a maioria, há algum tempo</translation>
    </message>
    <message>
        <source>Make an offer that ends soon.</source>
        <translation>Faça uma oferta por tempo limitado.</translation>
    </message>
    <message>
        <source>About To Sleep</source>
        <translation>Quase inativos</translation>
    </message>
    <message>
        <source>less often than most, some time ago</source>
        <translation>menos frequentes que a maioria, há algum tempo</translation>
    </message>
    <message>
        <source>Remind them before they are gone.</source>
        <translation>Lembre-os antes que se afastem.</translation>
    </message>
    <message>
        <source>At Risk</source>
        <translation>Em risco</translation>
    </message>
    <message>
        <source>as often as most or more, long ago</source>
        <translation>tão ou mais frequentes que a maioria, há muito tempo</translation>
    </message>
    <message>
        <source>Write in person; win them back.</source>
        <translation>Escreva pessoalmente; reconquiste-os.</translation>
    </message>
    <message>
        <source>Can&apos;t Lose Them</source>
        <translation>Não perder</translation>
    </message>
    <message>
        <source>most orders of all, long ago</source>
        <translation>com mais pedidos, há muito tempo</translation>
    </message>
    <message>
        <source>Call them; find out what went wrong.</source>
        <translation>Telefone; descubra o que deu errado.</translation>
    </message>
    <message>
        <source>Hibernating</source>
        <translation>Hibernando</translation>
    </message>
    <message>
        <source>less often than most, long ago</source>
        <translation>menos frequentes que a maioria, há muito tempo</translation>
    </message>
    <message>
        <source>Send little; offer what sells to everybody.</source>
        <translation>Envie pouco; ofereça o que agrada a todos.</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Perdidos</translation>
    </message>
    <message>
        <source>less often than most, longest ago</source>
        <translation>menos frequentes que a maioria, há mais tempo</translation>
    </message>
    <message>
        <source>One last offer, then save the cost.</source>
        <translation>Uma última oferta; depois, economize o custo.</translation>
    </message>
    <message>
        <source>Executive Overview</source>
        <translation>Visão executiva</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Visão geral</translation>
    </message>
    <message>
        <source>Total Revenue by month</source>
        <translation>Receita total por mês</translation>
    </message>
    <message>
        <source>Total Revenue by state</source>
        <translation>Receita total por estado</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Retenção</translation>
    </message>
    <message>
        <source>Click a cohort to draw its curve; double-click a cell to see its customers.</source>
        <translation>Clique em uma coorte para desenhar a curva; dê um duplo clique em uma célula para ver os clientes.</translation>
    </message>
    <message>
        <source>Curves of the cohorts</source>
        <translation>Curvas das coortes</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Spending by number of orders</source>
        <translation>Gasto por número de pedidos</translation>
    </message>
    <message>
        <source>What a customer has spent in all: half of the customers lie in the box, its line is the middle one, and nine of ten lie between the ends.</source>
        <translation>O que um cliente gastou ao todo: metade dos clientes está na caixa, a linha dela é o cliente do meio, e nove em dez estão entre as pontas.</translation>
    </message>
    <message>
        <source>Named by how recently and how often customers bought, compared with all others. Low, Mid and High Value count money too: each customer has a name and a value.</source>
        <translation>Nomeados por quão recentemente e com que frequência os clientes compraram, em comparação com todos os outros. Low, Mid e High Value contam também o dinheiro: cada cliente tem um nome e um valor.</translation>
    </message>
    <message>
        <source>Click a segment to find its cells; double-click it to see its customers.</source>
        <translation>Clique em um segmento para encontrar as células; dê um duplo clique para ver os clientes.</translation>
    </message>
    <message>
        <source>Where the segments lie</source>
        <translation>Onde ficam os segmentos</translation>
    </message>
    <message>
        <source>Customers, and their share of the revenue, by scores of five points.</source>
        <translation>Clientes e sua parcela da receita, por pontuações de cinco pontos.</translation>
    </message>
    <message>
        <source>Double-click a cell to see its customers.</source>
        <translation>Dê um duplo clique em uma célula para ver os clientes.</translation>
    </message>
    <message>
        <source>Customer Value</source>
        <translation>Valor do cliente</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>First month</source>
        <translation>Primeiro mês</translation>
    </message>
    <message>
        <source>By month 6</source>
        <translation>Até o mês 6</translation>
    </message>
    <message>
        <source>By month 12</source>
        <translation>Até o mês 12</translation>
    </message>
    <message>
        <source>Margin by 12</source>
        <translation>Margem até 12</translation>
    </message>
    <message>
        <source>Payback</source>
        <translation>Retorno</translation>
    </message>
    <message>
        <source>Top 10 %</source>
        <translation>10 % melhores</translation>
    </message>
    <message>
        <source>Value by month</source>
        <translation>Valor por mês</translation>
    </message>
    <message>
        <source>By cohort</source>
        <translation>Por coorte</translation>
    </message>
    <message>
        <source>Click a cohort to draw its curve; double-click it to see its customers.</source>
        <translation>Clique em uma coorte para desenhar a curva dela; clique duas vezes para ver os clientes.</translation>
    </message>
    <message>
        <source>Best customers</source>
        <translation>Melhores clientes</translation>
    </message>
    <message>
        <source>Their share of the revenue, by what they have spent in all.</source>
        <translation>A parcela deles na receita, pelo que gastaram ao todo.</translation>
    </message>
    <message>
        <source>By the first order</source>
        <translation>Pelo primeiro pedido</translation>
    </message>
    <message>
        <source>Segment Movement</source>
        <translation>Movimento entre segmentos</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Movimento</translation>
    </message>
    <message>
        <source>In the same segment</source>
        <translation>No mesmo segmento</translation>
    </message>
    <message>
        <source>Moved up</source>
        <translation>Subiram</translation>
    </message>
    <message>
        <source>Moved down</source>
        <translation>Desceram</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Mudanças</translation>
    </message>
    <message>
        <source>Moves as bands</source>
        <translation>Mudanças em faixas</translation>
    </message>
    <message>
        <source>Who came, stayed and went</source>
        <translation>Quem veio, ficou e saiu</translation>
    </message>
    <message>
        <source>Active customers have ordered within 180 days.</source>
        <translation>Clientes ativos compraram nos últimos 180 dias.</translation>
    </message>
    <message>
        <source>How many times as often as all customers the top tenth bought, in each test that the model had not seen; lines are 95 % intervals.</source>
        <translation>Quantas vezes mais que o conjunto dos clientes o décimo superior comprou, em cada teste que o modelo não tinha visto; as linhas são intervalos de 95 %.</translation>
    </message>
    <message>
        <source>Predicted and actual buyers</source>
        <translation>Compradores previstos e reais</translation>
    </message>
    <message>
        <source>Of each tenth of the customers in the last test, 1 the likeliest: the share that was predicted to buy, and the share that did.</source>
        <translation>De cada décimo dos clientes no último teste, 1 o mais provável: a parcela prevista para comprar e a parcela que comprou.</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Testes</translation>
    </message>
    <message>
        <source>Each test ranks customers by what was known before a day, and looks at who bought in the 90 days from it. PR-AUC is the mean precision of the ranking: 1 is perfect, the share that bought is chance.</source>
        <translation>Cada teste ordena os clientes pelo que se sabia antes de um dia e vê quem comprou nos 90 dias a partir dele. PR-AUC é a precisão média da ordem: 1 é perfeita, a parcela que comprou é o acaso.</translation>
    </message>
    <message>
        <source>Purchases of the last days: as each method predicted them from what was known before / as they were. A model is used where this is 0.80 to 1.25.</source>
        <translation>Compras dos últimos dias: como cada método as previu pelo que se sabia antes / como foram. Um modelo é usado onde isso fica entre 0,80 e 1,25.</translation>
    </message>
    <message>
        <source>New &amp; Returning</source>
        <translation>Novos e que voltaram</translation>
    </message>
    <message>
        <source>Returning</source>
        <translation>Que voltaram</translation>
    </message>
    <message>
        <source>New and returning revenue</source>
        <translation>Receita de clientes novos e que voltaram</translation>
    </message>
    <message>
        <source>New and returning customers</source>
        <translation>Clientes novos e que voltaram</translation>
    </message>
    <message>
        <source>New and returning orders</source>
        <translation>Pedidos de clientes novos e que voltaram</translation>
    </message>
    <message>
        <source>Repeat Purchases</source>
        <translation>Recompra</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Recompra</translation>
    </message>
    <message>
        <source>Lift of the top tenth</source>
        <translation>Lift do décimo superior</translation>
    </message>
    <message>
        <source>Customers &amp; Orders</source>
        <translation>Clientes e pedidos</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>Who is new is known from all orders; the filters choose which orders are looked at.</source>
        <translation>Quem é novo se sabe por todos os pedidos; os filtros escolhem quais pedidos são vistos.</translation>
    </message>
    <message>
        <source>Repeat Rate, 90 Days</source>
        <translation>Recompra em 90 dias</translation>
    </message>
    <message>
        <source>First-time and returning buyers</source>
        <translation>Novos compradores e os que voltaram</translation>
    </message>
    <message>
        <source>Repeats within 90 days by month</source>
        <translation>Recompra em 90 dias por mês</translation>
    </message>
    <message>
        <source>Late orders by state</source>
        <translation>Pedidos atrasados por estado</translation>
    </message>
    <message>
        <source>Repeats within 90 days by payment</source>
        <translation>Recompra em 90 dias por pagamento</translation>
    </message>
    <message>
        <source>Predicted Value</source>
        <translation>Valor previsto</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Previsto</translation>
    </message>
    <message>
        <source>Backtest</source>
        <translation>Teste retroativo</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parâmetros</translation>
    </message>
    <message>
        <source>Retention &amp; Cohorts</source>
        <translation>Retenção e coortes</translation>
    </message>
    <message>
        <source>Begun Days between Orders</source>
        <translation>Dias iniciados entre pedidos</translation>
    </message>
    <message>
        <source>No delivery dates were read from this export.</source>
        <translation>Nenhuma data de entrega foi lida desta exportação.</translation>
    </message>
    <message>
        <source>No reviews were read from this export.</source>
        <translation>Nenhuma avaliação foi lida desta exportação.</translation>
    </message>
    <message>
        <source>No types of payment were read from this export.</source>
        <translation>Nenhuma forma de pagamento foi lida desta exportação.</translation>
    </message>
    <message>
        <source>No states of customers were read from this export.</source>
        <translation>Nenhum estado de cliente foi lido desta exportação.</translation>
    </message>
    <message>
        <source>Nobody is scored: no model has proved itself on this data.</source>
        <translation>Ninguém recebe pontuação: nenhum modelo se mostrou útil nestes dados.</translation>
    </message>
    <message>
        <source>The filters act on Repeat Rate, not on the cohorts.</source>
        <translation>Os filtros afetam a taxa de recompra, não as coortes.</translation>
    </message>
    <message>
        <source>Retention by cohort</source>
        <translation>Retenção por coorte</translation>
    </message>
    <message>
        <source>Repeat Rate by month</source>
        <translation>Taxa de recompra por mês</translation>
    </message>
    <message>
        <source>again within 90 days</source>
        <translation>de novo em até 90 dias</translation>
    </message>
    <message>
        <source>Repeat rate within N days</source>
        <translation>Taxa de recompra em N dias</translation>
    </message>
    <message>
        <source>Of the customers observed that long since their first order. Unfiltered.</source>
        <translation>Entre os clientes observados por esse tempo desde o primeiro pedido. Sem filtros.</translation>
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
        <source>High Value share of revenue</source>
        <translation>Participação High Value na receita</translation>
    </message>
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
        <source>Double-click a point to see its customers, beside the points to see all of them; Ctrl and the wheel zoom.</source>
        <translation>Dê um duplo clique em um ponto para ver os clientes, ou ao lado dos pontos para ver todos; Ctrl e a roda do mouse ampliam.</translation>
    </message>
    <message>
        <source>The eleven named segments</source>
        <translation>Os onze segmentos nomeados</translation>
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
        <source>Avg Delivery Days by month</source>
        <translation>Prazo médio de entrega por mês</translation>
    </message>
    <message>
        <source>Late Delivery Rate by month</source>
        <translation>Taxa de entregas atrasadas por mês</translation>
    </message>
    <message>
        <source>Avg Review Score by month</source>
        <translation>Nota média das avaliações por mês</translation>
    </message>
    <message>
        <source>Total Orders by payment type</source>
        <translation>Total de pedidos por forma de pagamento</translation>
    </message>
</context>
<context>
    <name>definitions</name>
    <message>
        <source>All but canceled and unavailable</source>
        <translation>Todos menos cancelados e indisponíveis</translation>
    </message>
    <message>
        <source>Delivered only</source>
        <translation>Só entregues</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Those that are ticked</source>
        <translation>Os marcados</translation>
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
        <source>Prices of its items</source>
        <translation>Preços dos itens</translation>
    </message>
    <message>
        <source>Prices and freight</source>
        <translation>Preços e frete</translation>
    </message>
    <message>
        <source>What was paid</source>
        <translation>O que foi pago</translation>
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
        <source>Refunds</source>
        <translation>Reembolsos</translation>
    </message>
    <message>
        <source>Not taken off</source>
        <translation>Não descontados</translation>
    </message>
    <message>
        <source>Taken off their order</source>
        <translation>Descontados do pedido</translation>
    </message>
    <message>
        <source>not taken off</source>
        <translation>não são descontados</translation>
    </message>
    <message>
        <source>taken off, in the month of the order: published months may change later</source>
        <translation>descontados, no mês do pedido: meses já publicados podem mudar depois</translation>
    </message>
    <message>
        <source>Which months are looked at; orders outside it count nowhere.</source>
        <translation>Quais meses são considerados; os pedidos fora deles não contam em lugar algum.</translation>
    </message>
    <message>
        <source>YYYY-MM..YYYY-MM</source>
        <translation>AAAA-MM..AAAA-MM</translation>
    </message>
    <message>
        <source>All months</source>
        <translation>Todos os meses</translation>
    </message>
    <message>
        <source>Complete months only</source>
        <translation>Somente meses completos</translation>
    </message>
    <message>
        <source>From one month to another</source>
        <translation>De um mês a outro</translation>
    </message>
    <message>
        <source>from one month to another, both included</source>
        <translation>de um mês a outro, ambos incluídos</translation>
    </message>
    <message>
        <source>Delivery and reviews</source>
        <translation>Entrega e avaliações</translation>
    </message>
    <message>
        <source>How the days from purchase to delivery are counted.</source>
        <translation>Como são contados os dias da compra à entrega.</translation>
    </message>
    <message>
        <source>Days with decimals</source>
        <translation>Dias com decimais</translation>
    </message>
    <message>
        <source>Full days</source>
        <translation>Dias inteiros</translation>
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
        <source>On a later day than estimated</source>
        <translation>Em dia posterior ao estimado</translation>
    </message>
    <message>
        <source>Later than the estimated time</source>
        <translation>Depois do horário estimado</translation>
    </message>
    <message>
        <source>After a number of days</source>
        <translation>Depois de um número de dias</translation>
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
        <source>Late after days</source>
        <translation>Atrasada após quantos dias</translation>
    </message>
    <message>
        <source>After how many days a delivery is late.</source>
        <translation>Depois de quantos dias uma entrega está atrasada.</translation>
    </message>
    <message>
        <source>a whole number of days, 0 or more</source>
        <translation>um número inteiro de dias, 0 ou mais</translation>
    </message>
    <message>
        <source>Late rate is a share of</source>
        <translation>A taxa de atraso é sobre</translation>
    </message>
    <message>
        <source>Which orders the late rate is a share of.</source>
        <translation>Sobre quais pedidos a taxa de atraso é calculada.</translation>
    </message>
    <message>
        <source>Orders with both dates</source>
        <translation>Pedidos com as duas datas</translation>
    </message>
    <message>
        <source>All counted orders</source>
        <translation>Todos os pedidos contados</translation>
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
        <source>Customers and ids</source>
        <translation>Clientes e ids</translation>
    </message>
    <message>
        <source>Not decided: an error</source>
        <translation>Não decidido: um erro</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Os mesmos</translation>
    </message>
    <message>
        <source>Different ones</source>
        <translation>Diferentes</translation>
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
        <source>Orders without a customer</source>
        <translation>Pedidos sem cliente</translation>
    </message>
    <message>
        <source>In revenue, not among customers</source>
        <translation>Na receita, não entre os clientes</translation>
    </message>
    <message>
        <source>Each a customer of its own</source>
        <translation>Cada um é um cliente próprio</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Deixados de fora</translation>
    </message>
    <message>
        <source>they count in orders and revenue, and in no figure of customers</source>
        <translation>contam em pedidos e receita, e em nenhum número de clientes</translation>
    </message>
    <message>
        <source>each is a customer of its own</source>
        <translation>cada um é um cliente próprio</translation>
    </message>
    <message>
        <source>they count nowhere</source>
        <translation>não contam em lugar nenhum</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>Sem nota</translation>
    </message>
    <message>
        <source>The median score</source>
        <translation>A nota mediana</translation>
    </message>
    <message>
        <source>the median score of the counted orders</source>
        <translation>a nota mediana dos pedidos contados</translation>
    </message>
    <message>
        <source>Scores and segments</source>
        <translation>Pontuações e segmentos</translation>
    </message>
    <message>
        <source>Recency looks back from</source>
        <translation>A recência conta a partir de</translation>
    </message>
    <message>
        <source>The date from which recency looks back.</source>
        <translation>A data a partir da qual a recência é contada para trás.</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>AAAA-MM-DD</translation>
    </message>
    <message>
        <source>The day after the last order</source>
        <translation>O dia depois do último pedido</translation>
    </message>
    <message>
        <source>The time of the last order</source>
        <translation>O horário do último pedido</translation>
    </message>
    <message>
        <source>A date of your own</source>
        <translation>Uma data sua</translation>
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
        <source>Four equal groups, ties together</source>
        <translation>Quatro grupos iguais, empates juntos</translation>
    </message>
    <message>
        <source>Cut at the quartiles</source>
        <translation>Cortes nos quartis</translation>
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
        <source>Like recency and monetary</source>
        <translation>Como recência e valor monetário</translation>
    </message>
    <message>
        <source>1, 2, 3, 4 and more orders</source>
        <translation>1, 2, 3, 4 ou mais pedidos</translation>
    </message>
    <message>
        <source>By place in the list</source>
        <translation>Pela posição na lista</translation>
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
        <source>High Value from score</source>
        <translation>High Value a partir da pontuação</translation>
    </message>
    <message>
        <source>From which score on, of 3 to 12, a customer is High Value.</source>
        <translation>A partir de que pontuação, de 3 a 12, um cliente é High Value.</translation>
    </message>
    <message>
        <source>3 to 12, above that of Mid Value</source>
        <translation>3 a 12, acima da de Mid Value</translation>
    </message>
    <message>
        <source>Mid Value from score</source>
        <translation>Mid Value a partir da pontuação</translation>
    </message>
    <message>
        <source>From which score on, of 3 to 12, a customer is Mid Value.</source>
        <translation>A partir de que pontuação, de 3 a 12, um cliente é Mid Value.</translation>
    </message>
    <message>
        <source>Further tables</source>
        <translation>Outras tabelas</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margem</translation>
    </message>
    <message>
        <source>What of the revenue is left after the costs of the goods, in percent. Only the table of customer value uses it.</source>
        <translation>O que sobra da receita depois dos custos das mercadorias, em porcentagem. Só a tabela do valor do cliente a usa.</translation>
    </message>
    <message>
        <source>PERCENT</source>
        <translation>PORCENTAGEM</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Não se sabe</translation>
    </message>
    <message>
        <source>Of revenue</source>
        <translation>Da receita</translation>
    </message>
    <message>
        <source>not known: the value of customers is told as revenue</source>
        <translation>não se sabe: o valor dos clientes é dito em receita</translation>
    </message>
    <message>
        <source>a percentage of revenue, 0 to 100, with at most two decimals</source>
        <translation>uma porcentagem da receita, de 0 a 100, com no máximo duas decimais</translation>
    </message>
    <message>
        <source>Cost of a new customer</source>
        <translation>Custo de um cliente novo</translation>
    </message>
    <message>
        <source>What it costs to win a customer (CAC). With the margin it tells after how many months a customer has paid that back. Only the table of customer value uses it.</source>
        <translation>O que custa conquistar um cliente (CAC). Com a margem, diz depois de quantos meses um cliente pagou isso de volta. Só a tabela do valor do cliente o usa.</translation>
    </message>
    <message>
        <source>AMOUNT, or MONTH=AMOUNT,...</source>
        <translation>VALOR, ou MÊS=VALOR,...</translation>
    </message>
    <message>
        <source>An amount</source>
        <translation>Um valor</translation>
    </message>
    <message>
        <source>not known: no payback is told</source>
        <translation>não se sabe: não se diz quando se paga</translation>
    </message>
    <message>
        <source>an amount for all customers, or one for each month of first orders</source>
        <translation>um valor para todos os clientes, ou um para cada mês de primeiros pedidos</translation>
    </message>
    <message>
        <source>a whole number of days, 7 to 730</source>
        <translation>um número inteiro de dias, de 7 a 730</translation>
    </message>
    <message>
        <source>Dashboards and decisions</source>
        <translation>Painéis e decisões</translation>
    </message>
    <message>
        <source>Sales that were delivered, as invoiced</source>
        <translation>Vendas entregues, como faturadas</translation>
    </message>
    <message>
        <source>Money received, by whole months</source>
        <translation>Dinheiro recebido, por meses inteiros</translation>
    </message>
    <message>
        <source>Comparison with the seed notebook</source>
        <translation>Comparação com o notebook de origem</translation>
    </message>
    <message>
        <source>3 to 12</source>
        <translation>3 a 12</translation>
    </message>
    <message>
        <source>What stands before amounts where they are shown. The CSVs hold only numbers.</source>
        <translation>O que aparece antes dos valores onde são mostrados. Os CSVs contêm apenas números.</translation>
    </message>
    <message>
        <source>what is advised: all orders but canceled and unavailable ones, at the prices of their items, and equal scores for equal customers</source>
        <translation>o recomendado: todos os pedidos menos os cancelados e indisponíveis, pelos preços dos itens, e pontuações iguais para clientes iguais</translation>
    </message>
    <message>
        <source>for comparison with invoices and shipments: only delivered orders count, each at the prices of its items and their freight</source>
        <translation>para comparar com notas fiscais e envios: só contam pedidos entregues, cada um pelos preços dos itens e do frete</translation>
    </message>
    <message>
        <source>for comparison with a bank or payment provider: what customers paid, less what was given back, in months that the data covers from the first to the last day</source>
        <translation>para comparar com o banco ou o meio de pagamento: o que os clientes pagaram, menos o que foi devolvido, em meses que os dados cobrem do primeiro ao último dia</translation>
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
    <message>
        <source>What an order is worth</source>
        <translation>Quanto vale um pedido</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Loja</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>Nome da loja</translation>
    </message>
    <message>
        <source>What dashboards and reports call the shop.</source>
        <translation>Como painéis e relatórios chamam a loja.</translation>
    </message>
    <message>
        <source>the name, at most 40 characters</source>
        <translation>o nome, no máximo 40 caracteres</translation>
    </message>
    <message>
        <source>Currency sign</source>
        <translation>Símbolo da moeda</translation>
    </message>
    <message>
        <source>a sign or a code, at most 5 characters</source>
        <translation>um símbolo ou código, no máximo 5 caracteres</translation>
    </message>
    <message>
        <source>Decimals of amounts</source>
        <translation>Casas decimais dos valores</translation>
    </message>
    <message>
        <source>How many decimals cards, charts and reports show of an amount. It is computed and published to the cent whatever is shown.</source>
        <translation>Quantas casas decimais de um valor cartões, gráficos e relatórios mostram. Ele é calculado e publicado até o centavo, seja o que for mostrado.</translation>
    </message>
    <message>
        <source>0 to 2</source>
        <translation>0 a 2</translation>
    </message>
    <message>
        <source>Which orders count, by their status. What is left out is reported with count and money. In the exports of shop systems each status word is of a class: sale, open, returned or void. There canceled means void, and delivered means sale; a list may name words or classes.</source>
        <translation>Quais pedidos contam, pelo status. O que fica de fora é informado com quantidade e valor. Nas exportações de sistemas de loja, cada palavra de status pertence a uma classe: venda (sale), aberto (open), devolvido (returned) ou anulado (void). Ali cancelado quer dizer anulado, e entregue quer dizer venda; uma lista pode citar palavras ou classes.</translation>
    </message>
    <message>
        <source>[own list]</source>
        <translation>[lista própria]</translation>
    </message>
    <message>
        <source>Value of an order</source>
        <translation>Valor de um pedido</translation>
    </message>
    <message>
        <source>Whether refunded money is taken off the order that it belongs to. Only layouts that say which order a refund is for have any.</source>
        <translation>Se o dinheiro devolvido é descontado do pedido a que pertence. Só há devoluções nos formatos que dizem de qual pedido cada uma é.</translation>
    </message>
    <message>
        <source>Analysis period</source>
        <translation>Período de análise</translation>
    </message>
    <message>
        <source>Days to delivery</source>
        <translation>Dias até a entrega</translation>
    </message>
    <message>
        <source>Late delivery</source>
        <translation>Entrega atrasada</translation>
    </message>
    <message>
        <source>Ids that differ only in case</source>
        <translation>Ids que diferem só em maiúsculas</translation>
    </message>
    <message>
        <source>What to make of ids that differ only in upper and lower case (A1 and a1). Power BI takes them for one.</source>
        <translation>O que fazer com ids que diferem apenas em maiúsculas e minúsculas (A1 e a1). O Power BI os toma por um só.</translation>
    </message>
    <message>
        <source>not decided: where there are any, it is an error that asks</source>
        <translation>não decidido: onde houver algum, é um erro que pergunta</translation>
    </message>
    <message>
        <source>How orders of guests, who cannot be told apart, are counted. Olist&apos;s files have none.</source>
        <translation>Como são contados os pedidos de visitantes, que não se distinguem uns dos outros. Os arquivos da Olist não têm nenhum.</translation>
    </message>
    <message>
        <source>Orders without a review</source>
        <translation>Pedidos sem avaliação</translation>
    </message>
    <message>
        <source>What is taken as the score of an order without a review.</source>
        <translation>O que se toma como nota de um pedido sem avaliação.</translation>
    </message>
    <message>
        <source>no score is taken</source>
        <translation>sem nota</translation>
    </message>
    <message>
        <source>Recency and monetary scores</source>
        <translation>Pontuações de recência e valor</translation>
    </message>
    <message>
        <source>Frequency score</source>
        <translation>Pontuação de frequência</translation>
    </message>
    <message>
        <source>Days between the two dates</source>
        <translation>Dias entre as duas datas</translation>
    </message>
    <message>
        <source>With how many days before the date from which recency looks back segments are compared. Under 180 days, customers who wait can be told from those who have lapsed. Only the table of segment movement uses it.</source>
        <translation>Com quantos dias antes da data a partir da qual a recência é contada os segmentos são comparados. Abaixo de 180 dias, distinguem-se os clientes que esperam dos que ficaram inativos. Só a tabela do movimento entre segmentos usa isso.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Rejected rows of a table</source>
        <translation>Linhas rejeitadas de uma tabela</translation>
    </message>
    <message>
        <source>Rejected rows of a table beyond this are an error.</source>
        <translation>Acima disto, as linhas rejeitadas de uma tabela são um erro.</translation>
    </message>
    <message>
        <source>Rejected money</source>
        <translation>Valor rejeitado</translation>
    </message>
    <message>
        <source>Rejected money beyond this is an error.</source>
        <translation>Acima disto, o valor rejeitado é um erro.</translation>
    </message>
    <message>
        <source>Which orders count</source>
        <translation>Quais pedidos contam</translation>
    </message>
    <message>
        <source>Statuses that count</source>
        <translation>Status que contam</translation>
    </message>
</context>
<context>
    <name>mapping</name>
    <message>
        <source>Value of the goods</source>
        <translation>Valor das mercadorias</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Frete</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Impostos</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Desconto</translation>
    </message>
    <message>
        <source>Total paid</source>
        <translation>Total pago</translation>
    </message>
    <message>
        <source>Customer&apos;s region</source>
        <translation>Região do cliente</translation>
    </message>
    <message>
        <source>Its number: of the order, receipt or invoice</source>
        <translation>O número: do pedido, recibo ou nota</translation>
    </message>
    <message>
        <source>When it was placed; a date and a clock may be two columns</source>
        <translation>Quando foi feito; data e hora podem ser duas colunas</translation>
    </message>
    <message>
        <source>After discounts, without shipping; a sum or product too</source>
        <translation>Com descontos, sem frete; também soma ou produto</translation>
    </message>
    <message>
        <source>What tells two customers apart: a number, an e-mail</source>
        <translation>O que distingue dois clientes: um número, um e-mail</translation>
    </message>
    <message>
        <source>Paid, shipped, canceled and so on</source>
        <translation>Pago, enviado, cancelado e assim por diante</translation>
    </message>
    <message>
        <source>State, province or country</source>
        <translation>Estado, província ou país</translation>
    </message>
    <message>
        <source>A column that is filled when an order is canceled</source>
        <translation>Uma coluna preenchida quando o pedido é cancelado</translation>
    </message>
    <message>
        <source>All that was paid, with shipping and tax</source>
        <translation>Tudo o que foi pago, com frete e impostos</translation>
    </message>
    <message>
        <source>A column that marks refunds, fees or payouts</source>
        <translation>Uma coluna que marca reembolsos, taxas ou saques</translation>
    </message>
    <message>
        <source>A column that only rows with an item fill</source>
        <translation>Uma coluna que só linhas com item preenchem</translation>
    </message>
    <message>
        <source>What is published of them</source>
        <translation>O que se publica deles</translation>
    </message>
    <message>
        <source>The shop&apos;s name, for example</source>
        <translation>O nome da loja, por exemplo</translation>
    </message>
    <message>
        <source>Where the items are in a file of their own</source>
        <translation>Quando os itens estão em um arquivo próprio</translation>
    </message>
    <message>
        <source>Of one row, such as quantity × price</source>
        <translation>De uma linha, como quantidade × preço</translation>
    </message>
    <message>
        <source>Tells the items of an order apart</source>
        <translation>Distingue os itens de um pedido</translation>
    </message>
    <message>
        <source>A column that marks canceled items</source>
        <translation>Uma coluna que marca itens cancelados</translation>
    </message>
    <message>
        <source>Where the payments are in a file of their own</source>
        <translation>Se os pagamentos estão num arquivo próprio</translation>
    </message>
    <message>
        <source>A column that marks what failed or was given back</source>
        <translation>Uma coluna que marca o que falhou ou foi devolvido</translation>
    </message>
    <message>
        <source>Tells equal payments apart</source>
        <translation>Distingue pagamentos iguais</translation>
    </message>
    <message>
        <source>Where the customers are in a file of their own</source>
        <translation>Se os clientes estão num arquivo próprio</translation>
    </message>
    <message>
        <source>Where one person has several numbers</source>
        <translation>Se uma pessoa tem vários números</translation>
    </message>
    <message>
        <source>every row of an order</source>
        <translation>todas as linhas do pedido</translation>
    </message>
    <message>
        <source>the first row of an order</source>
        <translation>a primeira linha do pedido</translation>
    </message>
    <message>
        <source>any row of an order</source>
        <translation>qualquer linha do pedido</translation>
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
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>no</source>
        <translation>não</translation>
    </message>
    <message>
        <source>ids instead of them</source>
        <translation>ids em vez deles</translation>
    </message>
    <message>
        <source>as they are: whoever sees the outputs knows</source>
        <translation>como são: quem vê as saídas sabe</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>datas</translation>
    </message>
    <message>
        <source>times of day</source>
        <translation>horas</translation>
    </message>
    <message>
        <source>amounts</source>
        <translation>valores</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>números</translation>
    </message>
    <message>
        <source>words</source>
        <translation>palavras</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aberto</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Não decidido</translation>
    </message>
    <message>
        <source>e-mails</source>
        <translation>endereços de e-mail</translation>
    </message>
    <message>
        <source>phones</source>
        <translation>telefones</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>textos</translation>
    </message>
    <message>
        <source>{status_class}: counts</source>
        <translation>{status_class}: conta</translation>
    </message>
    <message>
        <source>{status_class}: does not count</source>
        <translation>{status_class}: não conta</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Vendas</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Reembolsos</translation>
    </message>
    <message>
        <source>Cancellations</source>
        <translation>Cancelamentos</translation>
    </message>
    <message>
        <source>Adjustments</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Movements of money</source>
        <translation>Movimentos de dinheiro</translation>
    </message>
    <message>
        <source>Not completed</source>
        <translation>Não concluídos</translation>
    </message>
    <message>
        <source> or else </source>
        <translation> ou senão </translation>
    </message>
    <message>
        <source>▲ decide</source>
        <translation>▲ decida</translation>
    </message>
    <message>
        <source>● proposed</source>
        <translation>● proposta</translation>
    </message>
    <message>
        <source>What is not decided here is decided by {column}.</source>
        <translation>O que não é decidido aqui é decidido por {column}.</translation>
    </message>
    <message>
        <source>Change which classes count…</source>
        <translation>Mudar quais classes contam…</translation>
    </message>
    <message>
        <source>Other rows are left out, with their count and money.</source>
        <translation>As outras ficam de fora, com sua contagem e valor.</translation>
    </message>
    <message>
        <source>Other rows add nothing to their order.</source>
        <translation>As outras linhas não somam nada ao pedido.</translation>
    </message>
    <message>
        <source>Refunds are given back on their order.</source>
        <translation>Os reembolsos são devolvidos no pedido deles.</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Itens</translation>
    </message>
    <message>
        <source>Which classes count is set under Definitions: {choice}.</source>
        <translation>Em Definições está quais classes contam: {choice}.</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagamentos</translation>
    </message>
    <message>
        <source>{file}: the customers of {met:,} of {orders:,} {orders|order|orders} ({share}).</source>
        <translation>{file}: os clientes de {met:,} de {orders:,} {orders|pedido|pedidos} ({share}).</translation>
    </message>
    <message>
        <source>{file}: items of {met:,} of {orders:,} {orders|order|orders} ({share}), {money}.</source>
        <translation>{file}: itens de {met:,} de {orders:,} {orders|pedido|pedidos} ({share}), {money}.</translation>
    </message>
    <message>
        <source>{file}: payments of {met:,} of {orders:,} {orders|order|orders} ({share}), {money}.</source>
        <translation>{file}: pagamentos de {met:,} de {orders:,} {orders|pedido|pedidos} ({share}), {money}.</translation>
    </message>
    <message>
        <source>{rows:,} {rows|item names|items name} an order that is not there.</source>
        <translation>{rows:,} {rows|item indica|itens indicam} um pedido que não existe.</translation>
    </message>
    <message>
        <source>{rows:,} {rows|payment names|payments name} an order that is not there.</source>
        <translation>{rows:,} {rows|pagamento cita|pagamentos citam} um pedido que não existe.</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Checks</source>
        <translation>Verificações</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
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
