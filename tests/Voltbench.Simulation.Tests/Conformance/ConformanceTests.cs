using Voltbench.Ocpp.Messages;
using Voltbench.Simulation.Charger.V16;
using Voltbench.Simulation.Charger.V201;

namespace Voltbench.Simulation.Tests.Conformance;

public class ConformanceTests
{
    [Fact]
    public void Every_message_has_an_effect_and_a_test_that_shows_it()
        => ConformanceTable.Rows()
            .Where(r => r.Effect is null || r.Tests.Count == 0)
            .Select(r => $"{r.Version} {r.Action} ({(r.IsToStation ? "from" : "to")} the CSMS){(r.Effect is null ? ": not in the registry" : "")}{(r.Tests.Count == 0 ? ": no test" : "")}")
            .ShouldBeEmpty();

    [Fact]
    public void The_registries_name_only_messages_of_their_version_and_direction()
    {
        Names(V16Inbound.Commands).Except(Known(OcppVersion.V16, MessageSender.Csms)).ShouldBeEmpty();
        Names(V201Inbound.Commands).Except(Known(OcppVersion.V201, MessageSender.Csms)).ShouldBeEmpty();
        Names(V16Outbound.Actions).Except(Known(OcppVersion.V16, MessageSender.ChargePoint)).ShouldBeEmpty();
        Names(V201Outbound.Actions).Except(Known(OcppVersion.V201, MessageSender.ChargePoint)).ShouldBeEmpty();
    }

    [Fact]
    public void The_document_says_what_the_registries_and_the_tests_say()
    {
        var text = ConformanceTable.Write(ConformanceTable.Rows());
        if (Environment.GetEnvironmentVariable("VOLTBENCH_WRITE_DOCS") == "1")
            File.WriteAllText(ConformanceTable.DocumentPath, text);
        File.ReadAllText(ConformanceTable.DocumentPath).ShouldBe(text, "docs/conformance.md is not what the registries and tests say; write it anew with VOLTBENCH_WRITE_DOCS=1");
    }

    private static IEnumerable<string> Names(IEnumerable<KeyValuePair<string, string>> registry) => registry.Select(r => r.Key);

    private static IEnumerable<string> Known(OcppVersion version, MessageSender sender)
        => OcppActions.All(version).Where(a => a.Sender == sender || a.Sender == MessageSender.Both).Select(a => a.Name);
}
