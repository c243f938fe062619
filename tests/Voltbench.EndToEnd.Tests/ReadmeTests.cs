using System.Text.Json;
using System.Text.RegularExpressions;
using Voltbench.EndToEnd.Tests.FrontDoor;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Commands;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Hosting;
using Voltbench.Gateway.OcpiPeer;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Fleet;
using Voltbench.Lab.FrameLog;
using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Sessions;
using Voltbench.Lab.Ocpi.Tokens;
using Voltbench.Lab.Provisioning;
using Voltbench.Simulation;

namespace Voltbench.EndToEnd.Tests;

/// <summary>
/// The commands of README.md do what it says, and its tables what the options say.
/// </summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string _data = DataFolder.Create("vb-readme-");

    [Fact]
    public Task Every_command_of_the_first_session_works() => DocumentCommands.RunAsync("README.md", _data);

    [Fact]
    public async Task Every_command_of_secure_connections_works()
    {
        var blocks = DocumentCommands.Blocks(Checkout.Read("docs/how-to/secure-connections.md"));
        blocks.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (Match block in blocks)
        {
            var commands = LabCa().Replace(block.Groups["commands"].Value, $"$0 --data {_data}");
            var (code, output) = await Shell.RunAsync("bash", "-c", "set -euo pipefail\n" + commands);
            code.ShouldBe(0, output);
            output.ShouldContain(block.Groups["expected"].Value);
        }
    }

    public static TheoryData<string, Type> Sections() => new()
    {
        { "Auth", typeof(AuthOptions) },
        { "Limits", typeof(LimitOptions) },
        { "Fleet", typeof(CsmsTargetOptions) },
        { "Provisioning", typeof(ProvisioningOptions) },
        { "Simulation", typeof(FleetOptions) },
        { "Tls", typeof(TlsOptions) },
        { "FrameLog", typeof(FrameLogOptions) },
        { "Commands", typeof(CommandSettings) },
        { "Csms", typeof(CsmsSettings) },
        { OcpiPeerSettings.Section, typeof(OcpiPeerSettings) },
        { PeerCallOptions.Section, typeof(PeerCallOptions) },
        { OcpiSessionOptions.Section, typeof(OcpiSessionOptions) },
        { CommandOptions.Section, typeof(CommandOptions) },
        { TokenPullOptions.Section, typeof(TokenPullOptions) },
        { OutboxOptions.Section, typeof(OutboxOptions) },
        { MessageLogOptions.Section, typeof(MessageLogOptions) },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_setting_of_a_section_is_in_the_table(string section, Type options)
    {
        var table = Checkout.Read("README.md");
        var settings = options.GetProperties().Where(p => p.CanWrite && p.Name != nameof(FleetOptions.Pumped)).Select(p => $"`{section}:{p.Name}").ToList();
        settings.ShouldNotBeEmpty();
        settings.Where(s => !table.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_of_appsettings_is_in_the_table()
    {
        var table = Checkout.Read("README.md");
        using var settings = JsonDocument.Parse(Checkout.Read("src/Voltbench.Gateway/appsettings.json"));
        var names = settings.RootElement.EnumerateObject().Where(s => s.Name != "Logging").SelectMany(section =>
            section.Value.ValueKind == JsonValueKind.Object ? section.Value.EnumerateObject().Select(s => $"{section.Name}:{s.Name}") : [section.Name]);
        names.Where(name => !table.Contains($"`{name}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [GeneratedRegex("^[.]/lab ca.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabCa();

}
