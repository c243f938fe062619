using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests;

/// <summary>The commands of a how-to do what it says, as those of README.md do.</summary>
public sealed class HowToTests : IDisposable
{
    private readonly string _data = DataFolder.Create("vb-howto-");

    [Theory]
    [InlineData("docs/how-to/break-things.md")]
    [InlineData("docs/how-to/roam-with-an-emsp.md")]
    public Task Every_command_works(string document) => DocumentCommands.RunAsync(document, _data);

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
