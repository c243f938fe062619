using Voltbench.Gateway.Ocpi;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.Cpos;

/// <summary>Turns stored CPOs into answers.</summary>
internal static class CpoViews
{
    public static PartyBody Show(Party party) => new(party.CountryCode, party.PartyId, party.Role.Name());

    public static TopologyBody Show(Topology topology) => new(topology.Locations, topology.Chargers, topology.Evses, topology.Connectors);

    public static CpoBody Show(CpoRecord cpo, PublicAddress address, HttpRequest request) => new(
        CpoLinks.Id(cpo.Party.Id),
        Show(cpo.Party),
        cpo.Party.Name,
        cpo.Template,
        cpo.TemplateVersion,
        CpoLinks.Peer(address, request, cpo.Party),
        Show(cpo.Topology),
        CpoLinks.Report(cpo.Party.Id),
        CpoLinks.Own(cpo.Party.Id),
        cpo.ExpiresAt?.UtcDateTime,
        cpo.CreatedAt.UtcDateTime,
        cpo.UpdatedAt.UtcDateTime,
        cpo.Party.Version.Number(),
        cpo.Seed,
        cpo.Status);
}
