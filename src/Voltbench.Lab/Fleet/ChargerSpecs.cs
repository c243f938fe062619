using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Chargers;
using Voltbench.Ocpp;
using Voltbench.Simulation;

namespace Voltbench.Lab.Fleet;

/// <summary>Makes what is simulated out of a row and the catalog. Chargers of one model and connector type share one model object.</summary>
public sealed class ChargerSpecs(ChargerCatalog catalog)
{
    // A fleet has few addresses and behaviors; the bound keeps a stream of unique ones from piling up.
    private const int MaxShared = 1_000;

    private readonly Dictionary<(string Brand, string Model, string Connector), ChargerModel> _models = [];
    private readonly Dictionary<string, ChargerBehavior> _behaviors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Uri> _addresses = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>False when the row makes no charger: its model left the catalog, or it was written by a newer version.</summary>
    internal bool Make(DesiredCharger row, [NotNullWhen(true)] out ChargerSpec? spec, [NotNullWhen(false)] out string? reason)
    {
        spec = null;
        lock (_gate)
        {
            if (Model(row) is not { } model)
                return Unfit($"The catalog has no model {row.BrandSlug}/{row.ModelSlug}.", out reason);
            if (Version(row.OcppVersion) is not { } version)
                return Unfit($"OCPP version {row.OcppVersion} is not simulated.", out reason);
            if (Address(row.WsUrl) is not { } address)
                return Unfit("The address of the CSMS is not an absolute URL.", out reason);
            if (Behavior(row.Behavior) is not { } behavior)
                return Unfit("The stored behavior cannot be read.", out reason);

            reason = null;
            spec = new ChargerSpec
            {
                Key = row.State.Key,
                Id = row.Id,
                Identity = row.Identity,
                Version = version,
                CsmsUrl = address,
                SecurityProfile = row.SecurityProfile,
                BasicUser = row.BasicUser,
                AuthorizationKey = row.AuthorizationKey,
                Model = model,
                SerialNumber = SerialNumberOf(row.Id),
                Behavior = behavior,
                Seed = unchecked((ulong)row.Seed),
            };
            return true;
        }
    }

    /// <summary>At most 25 characters in either version (OCPP 1.6 §6.3, 2.0.1 ChargingStationType).</summary>
    internal static string SerialNumberOf(string id) => id.Length <= 25 ? id : id[^25..];

    private static bool Unfit(string why, out string? reason)
    {
        reason = why;
        return false;
    }

    private static OcppVersion? Version(string text) =>
        text.Equals("OCPP1.6", StringComparison.OrdinalIgnoreCase) ? OcppVersion.V16
        : text.Equals("OCPP2.0.1", StringComparison.OrdinalIgnoreCase) ? OcppVersion.V201
        : null;

    private ChargerModel? Model(DesiredCharger row)
    {
        var key = (row.BrandSlug, row.ModelSlug, row.ConnectorType);
        if (_models.TryGetValue(key, out var known))
            return known;
        if (catalog.FindBrand(row.BrandSlug) is not { } brand || catalog.FindModel(row.BrandSlug, row.ModelSlug) is not { } model)
            return null;

        return _models[key] = new ChargerModel
        {
            Vendor = brand.Name,
            Name = model.Name,
            Connectors = [.. model.Outlets(row.ConnectorType).Select(static c => new ConnectorModel(c.Type, c.Dc, c.PowerKw * 1000, c.VoltageV, c.Phases))],
        };
    }

    private ChargerBehavior? Behavior(string json)
    {
        if (_behaviors.TryGetValue(json, out var known))
            return known;

        if (_behaviors.Count >= MaxShared)
            _behaviors.Clear();
        try
        {
            return _behaviors[json] = BehaviorSettings.FromJson(json).ToBehavior();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private Uri? Address(string text)
    {
        if (_addresses.TryGetValue(text, out var known))
            return known;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
            return null;
        if (_addresses.Count >= MaxShared)
            _addresses.Clear();
        return _addresses[text] = address;
    }
}
