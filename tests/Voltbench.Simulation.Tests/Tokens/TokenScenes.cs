using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Tokens;

/// <summary>Scenes at a station that look the same in both versions.</summary>
internal static class TokenScenes
{
    public const string PreAuthorize = "AuthCtrlr.LocalPreAuthorize";

    public static Rig Station(OcppVersion version, params (string Name, string Value)[] settings) => new Rig(version).Booted(settings);

    /// <summary>The CSMS answers every Authorize like that.</summary>
    public static Rig Says(this Rig rig, string status, string? groupId = null, string? more = null)
    {
        rig.Csms.Script["Authorize"] = _ => rig.Info(status, groupId, more);
        return rig;
    }

    /// <summary>An object with what the CSMS says of a token.</summary>
    public static string Info(this Rig rig, string status, string? groupId = null, string? more = null) => rig.Version == OcppVersion.V16
        ? $$$"""{"idTagInfo":{"status":"{{{status}}}"{{{(groupId is null ? "" : $",\"parentIdTag\":\"{groupId}\"")}}}{{{more}}}}}"""
        : $$$"""{"idTokenInfo":{"status":"{{{status}}}"{{{(groupId is null ? "" : $",\"groupIdToken\":{{\"idToken\":\"{groupId}\",\"type\":\"Central\"}}")}}}{{{more}}}}}""";

    /// <summary>The CSMS says this of the token of every transaction that begins.</summary>
    public static Rig JudgesStart(this Rig rig, string status)
    {
        if (rig.Version == OcppVersion.V16)
            rig.Csms.Script["StartTransaction"] = _ => $$$"""{"transactionId":7,"idTagInfo":{"status":"{{{status}}}"}}""";
        else
            rig.Csms.Script["TransactionEvent"] = c => c.Text("eventType") == "Started" ? rig.Info(status) : "{}";
        return rig;
    }

    /// <summary>Sends a CALL to the station and gives the payload of its answer.</summary>
    public static JsonElement Ask(this Rig rig, string action, string payload)
    {
        var id = rig.Csms.Ask(action, payload);
        rig.Run(0.1);
        return rig.Csms.AnswerTo(id).Payload;
    }

    public static string Status(this JsonElement answer) => answer.GetProperty("status").GetString()!;

    public static string? Code(this JsonElement answer) => answer.TryGetProperty("statusInfo", out var info) ? info.GetProperty("reasonCode").GetString() : null;

    public static CommandOutcome Present(this Rig rig, string tag, int? connectorId = null) => rig.Do(new PresentIdTag(tag, ConnectorId: connectorId), 0.5);

    public static int Asked(this Rig rig) => rig.Csms.Of("Authorize").Count();

    public static string StatusOf(this Rig rig, int connectorId = 1) => rig.Seen.View.Connectors[connectorId - 1].Status;

    public static bool Charges(this Rig rig, int connectorId = 1) => rig.Seen.View.Connectors[connectorId - 1].PowerW > 0;

    /// <summary>Plug, present, charge a minute, present, unplug.</summary>
    public static Rig Visit(this Rig rig, string tag)
    {
        rig.Do(new PlugConnector());
        rig.Present(tag, 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(60);
        rig.Present(tag, 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new UnplugConnector(), 1);
        return rig;
    }

    /// <summary>The reasons of the transactions that ended.</summary>
    public static IEnumerable<string?> Ends(this Rig rig) => rig.Version == OcppVersion.V16
        ? rig.Csms.Of("StopTransaction").Select(c => c.Text("reason"))
        : rig.Csms.Of("TransactionEvent").Where(c => c.Text("eventType") == "Ended").Select(c => c.Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString());

    /// <summary>The wire breaks and stays broken until <see cref="Reconnect"/>.</summary>
    public static Rig Cut(this Rig rig)
    {
        rig.Csms.RefuseWith = "the wire is cut";
        rig.Csms.Drop();
        rig.Run(0.1);
        return rig;
    }

    public static Rig Reconnect(this Rig rig)
    {
        rig.Csms.RefuseWith = null;
        rig.Run(400);
        rig.Csms.IsConnected.ShouldBeTrue();
        return rig;
    }
}
