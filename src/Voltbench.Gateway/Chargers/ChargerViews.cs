using System.Text.Json;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary>Turns stored chargers into answers; what the model says comes from the catalog.</summary>
public sealed class ChargerViews(ChargerCatalog catalog)
{
    private static readonly JsonElement None = Parse("[]");

    public ChargerBody Show(ChargerRecord charger)
    {
        var brand = catalog.FindBrand(charger.BrandSlug);
        var model = catalog.FindModel(charger.BrandSlug, charger.ModelSlug);
        return new ChargerBody(
            charger.Id,
            charger.Identity,
            charger.Name,
            brand?.Name,
            model?.Name,
            model?.ImageUrl,
            charger.OcppVersion,
            model?.Connectors.Count,
            model?.MaxPowerKw * 1000,
            charger.ConnectorType,
            charger.LocationId,
            charger.CreatedAt.UtcDateTime,
            charger.UpdatedAt.UtcDateTime,
            charger.WsUrl,
            charger.SecurityProfile,
            Parse(charger.Behavior),
            new ChargerRuntimeBody(
                charger.Desired,
                Connection(charger),
                charger.BootStatus,
                charger.ConnectedSince?.UtcDateTime,
                charger.LastError,
                charger.Connectors is null ? None : Parse(charger.Connectors)));
    }

    public static ChargerStatusBody Status(ChargerRecord charger) => new(
        charger.Id,
        charger.Status,
        charger.WorkflowRunId,
        charger.Error is null ? null : Parse(charger.Error),
        charger.ProvisionedAt?.UtcDateTime,
        Connection(charger),
        charger.BootStatus);

    public static string StatusUrl(string chargerId) => $"/ocpp/chargers/{chargerId}/status";

    /// <summary>Before a node has reported, only the wish is known.</summary>
    private static string Connection(ChargerRecord charger) => charger.Connection ?? (charger.Desired == "stopped" ? "stopped" : "disconnected");

    private static JsonElement Parse(string json) => JsonElement.Parse(json);
}
