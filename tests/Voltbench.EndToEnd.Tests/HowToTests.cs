using System.Text.RegularExpressions;
using Voltbench.EndToEnd.Tests.FrontDoor;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests;

/// <summary>The commands of a how-to do what it says, as those of README.md do.</summary>
public sealed partial class HowToTests : IDisposable
{
    private readonly string _data = DataFolder.Create("vb-howto-");

    [Theory]
    [InlineData("docs/how-to/break-things.md")]
    public async Task Every_command_works(string document)
    {
        var blocks = Blocks().Matches(Checkout.Read(document));
        blocks.Count.ShouldBeGreaterThanOrEqualTo(5);
        var port = Shell.FreePort();
        await using var lab = Shell.Lab("up", "--no-build", "--port", $"{port}", "--data", _data);
        await lab.SeesAsync("Application started", TimeSpan.FromSeconds(60));

        var script = "set -euo pipefail\n" + string.Concat(blocks.Select((block, n) => $"echo '=== {n}'\n{block.Groups["commands"].Value}\n"))
            .Replace("./lab token", $"./lab token --data {_data}", StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", $"127.0.0.1:{port}", StringComparison.Ordinal);
        var (code, output) = await Shell.RunAsync("bash", "-c", script);

        code.ShouldBe(0, output);
        var outputs = output.Split("=== ");
        for (var n = 0; n < blocks.Count; n++)
            outputs[n + 1].ShouldContain(blocks[n].Groups["expected"].Value);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [GeneratedRegex(@"<!-- test: (?<expected>.+?) -->\n```bash\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
