using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Templates;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>One planned location of a job.</summary>
/// <param name="Ordinal">Place in the call.</param>
/// <param name="Attempts">Attempts so far.</param>
internal sealed record PlannedSite(int Ordinal, int Attempts, LocationPlan Plan);

/// <summary>The rows of planned locations as columns: whole chunks go into the database with one statement per table.</summary>
internal sealed class SiteRows
{
    private readonly Guid _job;
    private readonly IReadOnlyList<PlannedSite> _sites;
    private readonly List<(PlannedSite Site, ChargerPlan Plan, string Id, bool IsFirst)> _chargers = [];
    private readonly List<(PlannedSite Site, ChargerPlan Charger, string ChargerId, EvsePlan Plan, int Ordinal)> _evses = [];

    public SiteRows(Guid job, IReadOnlyList<PlannedSite> sites)
    {
        (_job, _sites) = (job, sites);
        foreach (var site in sites)
        {
            var ordinal = 0;
            for (var i = 0; i < site.Plan.Chargers.Count; i++)
            {
                var charger = site.Plan.Chargers[i];
                var id = SiteIds.ChargerOf(job, site.Ordinal, i);
                _chargers.Add((site, charger, id, i == 0));
                foreach (var evse in charger.Evses)
                    _evses.Add((site, charger, id, evse, ordinal++));
            }
        }
    }

    /// <summary>Columns of the locations, in the order of <see cref="SiteInsertSql.Locations"/>.</summary>
    public void AddLocations(NpgsqlParameterCollection to)
    {
        Add(to, _sites, s => SiteIds.LocationOf(_job, s.Ordinal));
        Add(to, _sites, s => s.Plan.Id);
        Add(to, _sites, s => SiteIds.SlugOf(_job, s.Ordinal, s.Attempts, s.Plan.Name));
        Add(to, _sites, s => s.Plan.Name);
        Add(to, _sites, s => s.Plan.Address);
        Add(to, _sites, s => s.Plan.City);
        Add(to, _sites, s => s.Plan.PostalCode);
        Add(to, _sites, s => s.Plan.Country);
        Add(to, _sites, s => Countries.Alpha3(s.Plan.Country));
        Add(to, _sites, s => s.Plan.Latitude);
        Add(to, _sites, s => s.Plan.Longitude);
        Add(to, _sites, s => s.Plan.TimeZone);
        Add(to, _sites, s => s.Plan.OwnerName);
        to.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean, Value = _sites.Select(s => s.Plan.Public).ToArray() });
        Add(to, _sites, s => s.Plan.ParkingType);
        Add(to, _sites, s => SiteMore.Write(s.Plan));
    }

    /// <summary>Columns of the chargers, in the order of <see cref="SiteInsertSql.Chargers"/>.</summary>
    public void AddChargers(NpgsqlParameterCollection to)
    {
        Add(to, _chargers, c => SiteIds.LocationOf(_job, c.Site.Ordinal));
        Add(to, _chargers, c => c.Id);
        Add(to, _chargers, c => c.Plan.Identity);
        Add(to, _chargers, c => c.Plan.Name);
        Add(to, _chargers, c => c.Plan.Template.BrandSlug);
        Add(to, _chargers, c => c.Plan.Template.ModelSlug);
        Add(to, _chargers, c => c.Plan.Template.ConnectorType);
        Add(to, _chargers, c => c.Plan.Template.OcppVersion);
        Add(to, _chargers, c => c.Plan.Template.WsUrl);
        Add(to, _chargers, c => c.Plan.Template.BasicUser);
        Add(to, _chargers, c => c.Plan.Template.AuthorizationKey);
        Add(to, _chargers, c => c.Plan.Template.SecurityProfile);
        Add(to, _chargers, c => c.Plan.Template.Behavior?.GetRawText() ?? "{}");
        to.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = _chargers.Select(c => c.Plan.Template.Seed).ToArray() });
    }

    /// <summary>Columns of the EVSEs, in the order of <see cref="SiteInsertSql.Evses"/>.</summary>
    public void AddEvses(NpgsqlParameterCollection to)
    {
        Add(to, _evses, e => e.Site.Plan.Id);
        Add(to, _evses, e => e.Plan.Uid);
        Add(to, _evses, e => e.Ordinal);
        Add(to, _evses, e => e.Plan.EvseId);
        Add(to, _evses, e => SiteInsertSql.Join(e.Plan.Capabilities));
        Add(to, _evses, e => e.Plan.PhysicalReference);
        Add(to, _evses, e => e.Plan.FloorLevel);
    }

    /// <summary>Columns of the connectors, in the order of <see cref="SiteInsertSql.Connectors"/>.</summary>
    public void AddConnectors(NpgsqlParameterCollection to)
    {
        Add(to, _evses, e => e.Plan.Uid);
        Add(to, _evses, e => e.Plan.Connector.Standard);
        Add(to, _evses, e => e.Plan.Connector.Format);
        Add(to, _evses, e => e.Plan.Connector.PowerType);
        Add(to, _evses, e => e.Plan.Connector.MaxVoltage);
        Add(to, _evses, e => e.Plan.Connector.MaxAmperage);
        Add(to, _evses, e => e.Plan.Connector.MaxPower);
        Add(to, _evses, e => SiteInsertSql.Join(e.Plan.Connector.Tariffs));
    }

    /// <summary>Columns of the topology: a row per EVSE, and before them those of the locations as such, which have neither EVSE nor number.</summary>
    public void AddTopology(NpgsqlParameterCollection to)
    {
        var rows = _chargers.Where(c => c.IsFirst).Select(c => (c.Site, c.Plan, c.Id, Evse: (EvsePlan?)null))
            .Concat(_evses.Select(e => (e.Site, Plan: e.Charger, Id: e.ChargerId, Evse: (EvsePlan?)e.Plan))).ToList();
        Add(to, rows, r => r.Site.Plan.Id);
        Add(to, rows, r => r.Evse?.Uid);
        Add(to, rows, r => r.Evse?.EvseId);
        Add(to, rows, r => r.Id);
        Add(to, rows, r => r.Plan.Identity);
        Add(to, rows, r => r.Plan.Template.OcppVersion);
        Add(to, rows, r => r.Evse?.Number ?? 0);
    }

    private static void Add<TRow, TValue>(NpgsqlParameterCollection to, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        to.Add(new NpgsqlParameter<TValue[]> { TypedValue = column });
    }
}
