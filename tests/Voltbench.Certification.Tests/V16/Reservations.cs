using System.Globalization;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.19 Reservation.</summary>
public sealed class Reservations(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V16, "ReserveNow")]
    public async Task TC_046_1_CS_Reserved_Connector_Local_Start()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await ReserveAsync(station, 1, "TAG-1", "Accepted");
        await station.ExpectStatusAsync("Reserved");
        await station.PresentAsync("TAG-2", 1);
        await station.NeverAsync("StartTransaction");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectStatusAsync("Preparing");
        await station.PlugAsync();
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-1" && p.Number("reservationId") == 1);
        await station.ExpectStatusAsync("Charging");
    }

    [Fact]
    public async Task TC_046_2_CS_Reserved_Connector_Remote_Start()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await ReserveAsync(station, 1, "TAG-1", "Accepted");
        await station.ExpectStatusAsync("Reserved");
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1" }, "Accepted");
        await station.ExpectAsync("StartTransaction", p => p.Number("reservationId") == 1);
        await station.ExpectStatusAsync("Charging");
    }

    [Fact]
    public async Task TC_047_CS_Reservation_Expires()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await ReserveAsync(station, 1, "TAG-1", "Accepted", TimeSpan.FromSeconds(2));
        await station.ExpectStatusAsync("Reserved");
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public Task TC_048_1_CS_Reservation_Of_A_Connector_Faulted() => FaultedAsync(1);

    [Fact]
    public Task TC_050_1_CS_Reservation_Of_A_Charge_Point_Faulted() => FaultedAsync(0);

    private async Task FaultedAsync(int connector)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.CommandAsync("inject-fault", new { fault_type = "GroundFailure", connector_id = 1 });
        await station.ExpectStatusAsync("Faulted");
        await ReserveAsync(station, connector, "TAG-1", "Faulted");
    }

    [Fact]
    public Task TC_048_2_CS_Reservation_Of_A_Connector_Occupied() => OccupiedAsync(1);

    [Fact]
    public Task TC_050_2_CS_Reservation_Of_A_Charge_Point_Occupied() => OccupiedAsync(0);

    private async Task OccupiedAsync(int connector)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync();
        await ReserveAsync(station, connector, "TAG-1", "Occupied");
    }

    [Fact]
    public Task TC_048_3_CS_Reservation_Of_A_Connector_Unavailable() => UnavailableAsync(1);

    [Fact]
    public Task TC_050_3_CS_Reservation_Of_A_Charge_Point_Unavailable() => UnavailableAsync(0);

    private async Task UnavailableAsync(int connector)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("ChangeAvailability", new { connectorId = connector, type = "Inoperative" }, "Accepted");
        await station.ExpectStatusAsync("Unavailable");
        await ReserveAsync(station, connector, "TAG-1", "Unavailable");
    }

    [Fact]
    public async Task TC_049_CS_Reservation_Of_A_Charge_Point()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await ReserveAsync(station, 0, "TAG-1", "Accepted");
        await station.PresentAsync("TAG-1", 1);
        await station.PlugAsync();
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-1" && p.Number("reservationId") == 1);
        await station.ExpectStatusAsync("Charging");
    }

    [Fact]
    [Shows(OcppVersion.V16, "CancelReservation")]
    public async Task TC_051_CS_Cancel_Reservation()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await ReserveAsync(station, 1, "TAG-1", "Accepted");
        await station.ExpectStatusAsync("Reserved");
        await station.SendAsync("CancelReservation", new { reservationId = 1 }, "Accepted");
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_052_CS_Cancel_Reservation_Rejected()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await ReserveAsync(station, 1, "TAG-1", "Accepted");
        await station.SendAsync("CancelReservation", new { reservationId = 99 }, "Rejected");
    }

    [Fact]
    public async Task TC_053_CS_Reservation_With_A_ParentIdTag()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        station.On("Authorize", _ => """{"idTagInfo":{"status":"Accepted","parentIdTag":"PARENT"}}""");
        await station.SendAsync("ReserveNow", new { connectorId = 1, expiryDate = In(TimeSpan.FromHours(1)), idTag = "TAG-1", parentIdTag = "PARENT", reservationId = 1 }, "Accepted");
        await station.ExpectStatusAsync("Reserved");
        await station.PresentAsync("TAG-2", 1);
        await station.ExpectAsync("Authorize", p => p.Text("idTag") == "TAG-2");
        await station.PlugAsync();
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-2" && p.Number("reservationId") == 1);
    }

    private static Task ReserveAsync(TestStation station, int connector, string idTag, string status, TimeSpan? lasts = null)
        => station.SendAsync(
            "ReserveNow", new { connectorId = connector, expiryDate = In(lasts ?? TimeSpan.FromHours(1)), idTag, reservationId = 1 }, status);

    private static string In(TimeSpan time) => (TimeProvider.System.GetUtcNow() + time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
