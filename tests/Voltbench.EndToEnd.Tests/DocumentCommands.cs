using System.Text.RegularExpressions;
using Voltbench.EndToEnd.Tests.FrontDoor;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests;

/// <summary>
/// Commands of a document. Blocks after a comment <c>test: …</c> are run in one shell, in order, against a lab that is up; only the port and the data directory
/// are put in. What the comment says must be in the output of its block.
/// </summary>
internal static partial class DocumentCommands
{
    public static MatchCollection Blocks(string text) => BlockPattern().Matches(text);

    public static async Task RunAsync(string document, string data)
    {
        var blocks = Blocks(Checkout.Read(document));
        blocks.Count.ShouldBeGreaterThanOrEqualTo(5);
        var port = Shell.FreePort();
        await using var lab = Shell.Lab("up", "--no-build", "--port", $"{port}", "--data", data);
        await lab.SeesAsync("Application started", TimeSpan.FromSeconds(60));

        var script = "set -euo pipefail\n" + string.Concat(blocks.Select((block, n) => $"echo '=== {n}'\n{block.Groups["commands"].Value}\n"))
            .Replace("./lab token", $"./lab token --data {data}", StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", $"127.0.0.1:{port}", StringComparison.Ordinal);
        var (code, output) = await Shell.RunAsync("bash", "-c", script);
        code.ShouldBe(0, output);
        var outputs = output.Split("=== ");
        for (var n = 0; n < blocks.Count; n++)
            outputs[n + 1].ShouldContain(blocks[n].Groups["expected"].Value);
    }

    [GeneratedRegex(@"<!-- test: (?<expected>.+?) -->\n```bash\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlockPattern();
}
