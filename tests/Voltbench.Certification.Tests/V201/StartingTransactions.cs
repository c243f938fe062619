using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, block E: where a transaction begins.</summary>
public sealed class StartingTransactions(TestLab lab)
{
    [Fact]
    public async Task TC_E_01_CS_PowerPathClosed()
    {
        await using var station = await FromAsync("PowerPathClosed");
        await station.AuthorizedAsync();
        await station.ConnectedAsync();
        var begin = await station.ExpectEventAsync("Started");
        begin.Payload.Text("triggerReason").ShouldBeOneOf("CablePluggedIn", "ChargingStateChanged");
        begin.ChargingState().ShouldBeOneOf("EVConnected", "SuspendedEVSE", "Charging");
        begin.Payload.At("evse", "id").ShouldBe("1");
    }

    [Fact]
    public async Task TC_E_02_CS_EnergyTransfer()
    {
        await using var station = await FromAsync("EnergyTransfer");
        await station.AuthorizedAsync();
        await station.ConnectedAsync();
        var begin = await station.ExpectEventAsync("Started");
        begin.Payload.Text("triggerReason").ShouldBeOneOf("ChargingStateChanged", "Authorized");
        begin.ChargingState().ShouldBe("Charging");
        begin.Payload.At("evse", "connectorId").ShouldBe("1");
    }

    [Fact]
    [Shows(OcppVersion.V201, "TransactionEvent")]
    public async Task TC_E_03_CS_Cable_First()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.ConnectedAsync();
        await station.AuthorizedAsync();
        (await station.ExpectEventAsync("Started", "Authorized")).Payload.At("idToken", "idToken").ShouldBe("TAG-1");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public async Task TC_E_04_CS_Authorization_First()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.AuthorizedAsync();
        (await station.ExpectEventAsync("Started", "Authorized")).Payload.At("idToken", "idToken").ShouldBe("TAG-1");
        await station.ConnectedAsync();
        await station.ExpectEventAsync("Updated", "CablePluggedIn", "EVConnected");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public async Task TC_E_05_CS_Nobody_Plugs_In()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(
            ("TxCtrlr.EVConnectionTimeOut", "1"), ("TxCtrlr.TxStopPoint", "Authorized"), ("AuthCacheCtrlr.Enabled", "false"), ("AuthCtrlr.LocalPreAuthorize", "false"));
        await station.AuthorizedAsync();
        (await station.ExpectEventAsync("Ended", "EVConnectTimeout")).StoppedReason().ShouldBe("Timeout");
        await station.SetVariablesAsync(("TxCtrlr.EVConnectionTimeOut", "60"));
        await station.AuthorizedAsync();
        await station.ConnectedAsync();
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public async Task TC_E_09_CS_EVConnected()
    {
        await using var station = await FromAsync("EVConnected");
        await station.ConnectedAsync();
        var begin = await station.ExpectEventAsync("Started");
        begin.Payload.Text("triggerReason").ShouldBeOneOf("CablePluggedIn", "ChargingStateChanged");
        begin.ChargingState().ShouldBe("EVConnected");
        begin.Payload.At("evse", "connectorId").ShouldBe("1");
    }

    [Fact]
    public async Task TC_E_10_CS_Authorized()
    {
        await using var station = await FromAsync("Authorized");
        await station.AuthorizedAsync();
        (await station.ExpectEventAsync("Started", "Authorized")).Payload.At("idToken", "idToken").ShouldBe("TAG-1");
    }

    [Fact]
    public async Task TC_E_11_CS_DataSigned()
    {
        await using var station = await FromAsync("DataSigned");
        await station.SetVariablesAsync(("SampledDataCtrlr.SignReadings", "true"), ("OCPPCommCtrlr.PublicKeyWithSignedMeterValue", "EveryMeterValue"));
        await station.AuthorizedAsync();
        await station.ConnectedAsync();
        var begin = await station.ExpectEventAsync("Started", "SignedDataReceived");
        begin.Payload.At("evse", "connectorId").ShouldBe("1");
        var sampled = begin.Payload.GetProperty("meterValue")[0].GetProperty("sampledValue")[0];
        sampled.Text("context").ShouldBe("Transaction.Begin");
        foreach (var name in new[] { "encodingMethod", "publicKey", "signedMeterData", "signingMethod" })
            sampled.GetProperty("signedMeterValue").TryGetProperty(name, out _).ShouldBeTrue(name);
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public async Task TC_E_13_CS_Authorized_Remotely()
    {
        await using var station = await FromAsync("Authorized");
        await station.ConfigureAsync(("LabCtrlr.CarFollowsRemoteStart", "false"), ("AuthCtrlr.AuthorizeRemoteStart", "true"));
        await station.SendAsync("RequestStartTransaction", new { idToken = new { idToken = "TAG-1", type = "ISO14443" }, evseId = 1, remoteStartId = 7 }, "Accepted");
        await station.ExpectAsync("Authorize", p => p.At("idToken", "idToken") == "TAG-1");
        var begin = await station.ExpectEventAsync("Started", "RemoteStart");
        begin.Payload.At("transactionInfo", "remoteStartId").ShouldBe("7");
        begin.Payload.At("idToken", "idToken").ShouldBe("TAG-1");
    }

    [Fact]
    public async Task TC_E_38_CS_A_Car_That_Is_Not_Ready()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.AuthorizedAsync();
        await station.CommandAsync("plug-connector", new { connector_id = 1, soc_percent = 100 });
        await station.ExpectStatusAsync("Occupied");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "SuspendedEV");
    }

    [Fact]
    public async Task TC_E_52_CS_DisableRemoteAuthorization()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("AuthCtrlr.DisableRemoteAuthorization", "true"));
        await station.PresentAsync("TAG-1", 1);
        await station.NeverAsync("Authorize");
        await station.NeverAsync("TransactionEvent");
    }

    private async Task<TestStation> FromAsync(string point)
    {
        var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("TxCtrlr.TxStartPoint", point));
        return station;
    }
}
