using System.Text;
using Spectre.Console;

namespace Voltbench.Bench.Reports;

/// <summary>One table of figures with what it takes to judge them: the machine, the date and the command.</summary>
internal sealed record Report(string Title, string Command, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int PipeWidth = 140;

    public void Print()
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(Title)), Border = TableBorder.Rounded };
        foreach (var column in Columns)
            table.AddColumn(Markup.Escape(column));
        foreach (var row in Rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        // A pipe has no width; 80 columns would break every row.
        if (Console.IsOutputRedirected)
            console.Profile.Width = PipeWidth;
        console.Write(table);
        console.WriteLine(Machine.Describe());
    }

    public Task AppendAsync(string page, CancellationToken ct) => File.AppendAllTextAsync(page, ToMarkdown(TimeProvider.System.GetUtcNow()), ct);

    private string ToMarkdown(DateTimeOffset at)
    {
        var text = new StringBuilder();
        text.Append(FormattableString.Invariant($"\n## {Title}, {at:yyyy-MM-dd}\n\n{Machine.Describe()}. Command: `{Command}`.\n\n"));
        text.Append("| ").AppendJoin(" | ", Columns).Append(" |\n|").Append(string.Concat(Columns.Select(_ => "---|"))).Append('\n');
        foreach (var row in Rows)
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        return text.ToString();
    }
}
