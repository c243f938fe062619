using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>Reads CPOs, always those of one organization that are neither deleted nor expired.</summary>
public sealed class CpoReader(LabDatabase database, TimeProvider time)
{
    private const string Alive = "p.organization_id = @OrganizationId and p.role = 'CPO' and p.deleted_at is null and (p.expires_at is null or p.expires_at > @Now)";

    private const string Columns =
        """
        p.id, p.organization_id, p.ocpi_version, p.country_code, p.party_id, p.name_prefix, p.public_base, p.template, p.template_version, p.seed,
        p.status, p.error::text as error, p.workflow_run_id, p.job_id, p.token_a_sealed, p.token_a_hint, p.expires_at, p.provisioned_at, p.created_at, p.updated_at,
        exists (select from ocpp.ocpi_access_tokens t where t.partner_operation_id = p.id and t.peer_id is null and not t.is_pending) as is_token_a_open,
        case when f.is_final then f.locations else p.locations_total end as locations, case when f.is_final then f.chargers else p.chargers_total end as chargers,
        case when f.is_final then f.evses else p.evses_total end as evses, case when f.is_final then f.evses else p.connectors_total end as connectors
        """;

    private const string Counts =
        """
        cross join lateral (
            select p.status in ('READY', 'FAILED') as is_final,
                   (select count(*) from ocpp.ocpi_locations l where l.partner_operation_id = p.id and l.deleted_at is null)::integer as locations,
                   t.chargers, t.evses
            from (select count(distinct t.charger_id)::integer as chargers, count(t.evse_uid)::integer as evses
                  from ocpp.ocpi_ocpp_topologies t
                  join ocpp.ocpi_locations l on l.partner_operation_id = t.partner_operation_id and l.id = t.ocpi_location_id and l.deleted_at is null
                  where t.partner_operation_id = p.id) t) f
        """;

    /// <returns>One page in order of creation, and the number of all.</returns>
    public async Task<(IReadOnlyList<CpoRecord> Rows, long Total)> ListAsync(Guid organizationId, long offset, int limit, CancellationToken ct)
    {
        var key = new { OrganizationId = organizationId, Now = time.GetUtcNow(), Offset = offset, Limit = limit };
        await using var connection = await database.OpenAsync(ct);
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select count(*) from ocpp.partner_operations p where {Alive}", key, cancellationToken: ct));
        if (offset >= total)
            return ([], total);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select {Columns}
            from (select * from ocpp.partner_operations p where {Alive} order by p.created_at, p.id offset @Offset limit @Limit) p
            {Counts}
            order by p.created_at, p.id
            """,
            key,
            cancellationToken: ct));
        return ([.. rows.Select(static r => r.ToRecord())], total);
    }

    /// <returns>Null when the organization has no such CPO.</returns>
    public async Task<CpoRecord?> FindAsync(Guid organizationId, long id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from ocpp.partner_operations p {Counts} where p.id = @Id and {Alive}",
            new { Id = id, OrganizationId = organizationId, Now = time.GetUtcNow() },
            cancellationToken: ct));
        return row?.ToRecord();
    }

    /// <summary>The locations of a CPO in order of creation.</summary>
    public async Task<IReadOnlyList<ReportedLocation>> LocationsAsync(Party party, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<(Guid Id, string? Name, string City, int Chargers)>(new CommandDefinition(
            $"""
            select l.id, v.name, v.city,
                   (select count(distinct t.charger_id) from ocpp.ocpi_ocpp_topologies t
                    where t.partner_operation_id = l.partner_operation_id and t.ocpi_location_id = l.id)::integer as chargers
            from ocpp.ocpi_locations l
            join ocpp.ocpi{SiteTables.Of(party.Version)}_locations v on v.partner_operation_id = l.partner_operation_id and v.id = l.id
            where l.partner_operation_id = @Id and l.organization_id = @OrganizationId and l.deleted_at is null
            order by l.seq
            """,
            new { party.Id, party.OrganizationId },
            cancellationToken: ct));
        return [.. rows.Select(static r => new ReportedLocation(r.Id, r.Name, r.City, r.Chargers))];
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public Guid OrganizationId { get; init; }

        public string OcpiVersion { get; init; } = "";

        public string CountryCode { get; init; } = "";

        public string PartyId { get; init; } = "";

        public string NamePrefix { get; init; } = "";

        public string PublicBase { get; init; } = "";

        public string? Template { get; init; }

        public string? TemplateVersion { get; init; }

        public long Seed { get; init; }

        public string Status { get; init; } = "";

        public string? Error { get; init; }

        public string WorkflowRunId { get; init; } = "";

        public Guid? JobId { get; init; }

        public byte[]? TokenASealed { get; init; }

        public string? TokenAHint { get; init; }

        public bool IsTokenAOpen { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public DateTimeOffset? ProvisionedAt { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset UpdatedAt { get; init; }

        public int Locations { get; init; }

        public int Chargers { get; init; }

        public int Evses { get; init; }

        public int Connectors { get; init; }

        public CpoRecord ToRecord() => new()
        {
            Party = new Party(
                Id,
                OrganizationId,
                PartyRole.Cpo,
                OcpiVersions.TryParse(OcpiVersion, out var version) ? version : throw new InvalidDataException($"The database has a version {OcpiVersion} of OCPI."),
                CountryCode,
                PartyId,
                NamePrefix,
                PublicBase),
            Template = Template ?? "",
            TemplateVersion = TemplateVersion ?? "",
            Seed = Seed,
            Topology = new Topology(Locations, Chargers, Evses, Connectors),
            Status = Status,
            Error = Error,
            WorkflowRunId = WorkflowRunId,
            JobId = JobId,
            TokenASealed = TokenASealed,
            TokenAHint = TokenAHint,
            IsTokenAOpen = IsTokenAOpen,
            ExpiresAt = ExpiresAt,
            ProvisionedAt = ProvisionedAt,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}
