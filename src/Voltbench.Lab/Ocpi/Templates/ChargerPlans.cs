using Voltbench.Lab.Catalog;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>Plans the EVSEs of chargers, those of templates and those that a caller names. Pure.</summary>
public static class ChargerPlans
{
    /// <summary>What every simulated station can do; both versions have these values.</summary>
    private static readonly string[] Everywhere = ["CHARGING_PROFILE_CAPABLE", "REMOTE_START_STOP_CAPABLE", "RESERVABLE", "RFID_READER"];

    private static readonly string[] WithLock = [.. Everywhere, "UNLOCK_CAPABLE"];

    /// <param name="party">The CPO.</param>
    /// <param name="model">Of the catalog; the one that <paramref name="template"/> names.</param>
    /// <param name="template">The charger.</param>
    /// <param name="identity">Unique in the organization.</param>
    /// <param name="name">Name for people.</param>
    /// <param name="tariffs">Ids of tariffs of the CPO by the kind of current; false: AC.</param>
    /// <param name="fault">A connector type that the party's version has no name for; null when there is a plan.</param>
    public static ChargerPlan? Plan(
        Party party, CatalogModel model, ChargerTemplate template, string identity, string? name, Func<bool, IReadOnlyList<string>> tariffs, out string? fault)
    {
        var outlets = model.Outlets(template.ConnectorType);
        var evses = new List<EvsePlan>(outlets.Count);
        foreach (var outlet in outlets)
        {
            if (ConnectorFigures.Of(outlet, party.Version, tariffs(outlet.Dc)) is not { } connector)
            {
                fault = ConnectorFigures.NoName(outlet.Type, party.Version);
                return null;
            }

            var number = evses.Count + 1;
            evses.Add(new EvsePlan
            {
                Uid = EvseNames.Uid(identity, number, outlets.Count),
                EvseId = EvseNames.EvseId(party, identity, number),
                Number = number,
                PhysicalReference = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Capabilities = connector.Format == "SOCKET" ? WithLock : Everywhere,
                Connector = connector,
            });
        }

        fault = null;
        return new ChargerPlan { Identity = identity, Name = name, Template = template, Evses = evses };
    }
}
