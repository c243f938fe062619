using Voltbench.Testing.Csms;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>The reusable states of the test cases of 2.0.1, and what a CSMS says in them.</summary>
public static class States
{
    /// <summary>An <c>idTokenInfo</c> with that status and group.</summary>
    public static string Info(string status, string? groupId = null) => groupId is null
        ? $$$"""{"idTokenInfo":{"status":"{{{status}}}"}}"""
        : $$$$"""{"idTokenInfo":{"status":"{{{{status}}}}","groupIdToken":{"idToken":"{{{{groupId}}}}","type":"Central"}}}""";

    /// <summary>2.0.1: the CSMS sets variables, <c>Component.Variable</c> or <c>Component.Variable[Instance]</c>.</summary>
    public static async Task SetVariablesAsync(this TestStation station, params (string Name, string Value)[] entries)
    {
        var answer = await station.SendAsync("SetVariables", new { setVariableData = entries.Select(e => Variable(e.Name, e.Value)) });
        foreach (var result in answer.GetProperty("setVariableResult").EnumerateArray())
            result.Text("attributeStatus").ShouldBe("Accepted", answer.GetRawText());
    }

    /// <summary>The CSMS answers Authorize with that from now on.</summary>
    public static void JudgesTokens(this TestStation station, string status, string? groupId = null)
        => station.On("Authorize", _ => Info(status, groupId));

    /// <summary>The CSMS answers a TransactionEvent that has a token with that from now on.</summary>
    public static void JudgesTransactions(this TestStation station, string status, string? groupId = null)
        => station.On("TransactionEvent", c => c.Payload.At("idToken") is null ? "{}" : Info(status, groupId));

    /// <summary>EVConnectedPreSession: the cable is in.</summary>
    public static async Task ConnectedAsync(this TestStation station, int evse = 1)
    {
        await station.PlugAsync(evse);
        await station.ExpectStatusAsync("Occupied", evse);
    }

    /// <summary>Authorized, locally.</summary>
    public static async Task AuthorizedAsync(this TestStation station, string idTag = "TAG-1", int evse = 1)
    {
        await station.PresentAsync(idTag, evse);
        await station.ExpectAsync("Authorize", p => p.At("idToken", "idToken") == idTag);
    }

    /// <summary>EnergyTransferStarted, plugged in first; everything before is forgotten.</summary>
    /// <returns>The transaction's id.</returns>
    public static async Task<string> TransferringAsync(this TestStation station, string idTag = "TAG-1", int evse = 1)
    {
        await station.PlugAsync(evse);
        await station.ExpectStatusAsync("Occupied", evse);
        await station.PresentAsync(idTag, evse);
        var begin = await station.ExpectEventAsync("Started");
        var id = begin.Payload.At("transactionInfo", "transactionId")!;
        await station.ExpectAsync("TransactionEvent", p => p.At("transactionInfo", "transactionId") == id && p.At("transactionInfo", "chargingState") == "Charging");
        await station.UntilQuietAsync();
        station.Forget();
        return id;
    }

    /// <summary>EnergyTransferSuspended: the car wants no more.</summary>
    public static async Task<string> SuspendedAsync(this TestStation station)
    {
        var id = await station.TransferringAsync();
        await station.CommandAsync("ev-stops-energy");
        (await station.ExpectAsync("TransactionEvent", p => p.At("transactionInfo", "chargingState") == "SuspendedEV"))
            .Payload.Text("triggerReason").ShouldBe("ChargingStateChanged");
        return id;
    }

    /// <summary>StopAuthorized, by the token that began it, and the end of the transaction where the token ends it.</summary>
    public static async Task<RecordedCall> StoppedAsync(this TestStation station, string idTag = "TAG-1", int evse = 1)
    {
        await station.PresentAsync(idTag, evse);
        var end = await station.ExpectEventAsync("Ended", "StopAuthorized");
        end.StoppedReason().ShouldBeOneOf("Local", null);
        return end;
    }

    /// <summary>EVDisconnected, after the transaction.</summary>
    public static async Task DisconnectedAsync(this TestStation station, int evse = 1)
    {
        await station.UnplugAsync(evse);
        await station.ExpectStatusAsync("Available", evse);
    }

    /// <summary>IdTokenCached: the CSMS said that of the token when it was asked.</summary>
    public static async Task CachedAsync(this TestStation station, string idTag, string status = "Accepted", string? groupId = null)
    {
        station.JudgesTokens(status, groupId);
        if (status == "Accepted")
            await station.CommandAsync("authorize", new { id_tag = idTag });
        else
            await station.PresentAsync(idTag, 1);
        await station.ExpectAsync("Authorize", p => p.At("idToken", "idToken") == idTag);
        await station.UntilQuietAsync();
        station.Unscript("Authorize");
        station.Forget();
    }

    /// <summary>StartOfflineTransaction: a transaction that began while the CSMS was away; still away.</summary>
    public static async Task TransferringOfflineAsync(this TestStation station, string idTag = "TAG-1")
    {
        await station.OfflineAsync();
        await station.PlugAsync();
        await station.PresentAsync(idTag, 1);
        await station.UntilAsync(r => r["connectors"]![0]!["power_w"]!.GetValue<double>() > 0, "charging offline");
        station.Forget();
    }

    /// <summary>The answer to a request for a transaction's status.</summary>
    public static async Task TransactionStatusAsync(this TestStation station, string? id, bool? isOngoing, bool hasMessages)
    {
        var answer = await station.SendAsync("GetTransactionStatus", id is null ? (object)new { } : new { transactionId = id });
        answer.At("ongoingIndicator").ShouldBe(isOngoing switch { null => null, true => "true", _ => "false" });
        answer.GetProperty("messagesInQueue").GetBoolean().ShouldBe(hasMessages);
    }

    public static string? ChargingState(this RecordedCall call) => call.Payload.At("transactionInfo", "chargingState");

    public static string? StoppedReason(this RecordedCall call) => call.Payload.At("transactionInfo", "stoppedReason");

    public static string? TransactionId(this RecordedCall call) => call.Payload.At("transactionInfo", "transactionId");

    private static object Variable(string name, string value)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (component, variable) = (name[..dot], name[(dot + 1)..]);
        return variable.Split('[', ']') is [var of, var instance, ""]
            ? (object)new { component = new { name = component }, variable = new { name = of, instance }, attributeValue = value }
            : new { component = new { name = component }, variable = new { name = variable }, attributeValue = value };
    }
}
