using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Vendors;

/// <summary><c>voltbench</c> GetState: how the simulated station stands.</summary>
internal sealed record StationState(
    [property: JsonPropertyName("identity")] string Identity,
    [property: JsonPropertyName("firmware")] string Firmware,
    [property: JsonPropertyName("waiting")] int Waiting,
    [property: JsonPropertyName("connectors")] IReadOnlyList<string> Connectors)
{
    public static JsonElement Of(Station station) => JsonSerializer.SerializeToElement(
        new StationState(
            station.Spec.Identity,
            station.FirmwareVersion,
            station.Outbox.Count,
            Array.ConvertAll(station.Connectors, c => station.Face.NameOf(c.Status))),
        VendorJson.Default.StationState);
}
