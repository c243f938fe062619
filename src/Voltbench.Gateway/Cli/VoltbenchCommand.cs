using System.CommandLine;

namespace Voltbench.Gateway.Cli;

/// <summary>The command line: <c>voltbench [serve]</c>, <c>voltbench token</c> and <c>voltbench ca</c>.</summary>
public static class VoltbenchCommand
{
    public static RootCommand Create()
    {
        var options = new ServeOptions();
        var root = new RootCommand("Voltbench: a lab of virtual EV chargers.") { ServeCommand.Create(new ServeOptions()), TokenCommand.Create(), CaCommand.Create() };
        options.AddTo(root);
        root.SetAction((parsed, ct) => ServeCommand.RunAsync(options.Read(parsed), ct));
        return root;
    }
}
