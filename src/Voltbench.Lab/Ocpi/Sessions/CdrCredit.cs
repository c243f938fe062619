using Dapper;
using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Ocpi.V221.Cdrs;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>What became of the wish to take a CDR back.</summary>
public enum CreditOutcome
{
    /// <summary>There is a credit CDR now, and its peer is told.</summary>
    Credited,

    /// <summary>The organization has no such CPO, or this no such CDR.</summary>
    Missing,

    /// <summary>2.1.1: a CDR cannot be taken back (mod_cdrs §1.1).</summary>
    NotInVersion,

    /// <summary>It takes another one back itself.</summary>
    IsCredit,

    /// <summary>It was taken back before.</summary>
    AlreadyCredited,
}

/// <summary>Takes a CDR back by a credit CDR (2.2.1 mod_cdrs §Credit CDRs): once.</summary>
public sealed class CdrCredit(TimeProvider time)
{
    private const string Find =
        """
        select c.body::text as body, c.session_id, c.is_credit, c.peer_id, p.ocpi_version,
               exists (select from ocpp.ocpi_cdrs k where k.partner_operation_id = c.partner_operation_id and k.session_id = c.session_id and k.is_credit) as is_credited
        from ocpp.partner_operations p join ocpp.ocpi_cdrs c on c.partner_operation_id = p.id
        where p.id = @Cpo and p.organization_id = @OrganizationId and p.role = 'CPO' and p.deleted_at is null
          and (p.expires_at is null or p.expires_at > @Now) and c.id = @Id
        """;

    // The unique (CPO, session, is_credit) lets one of two that come at once through.
    private const string Store =
        """
        insert into ocpp.ocpi_cdrs (partner_operation_id, id, session_id, is_credit, peer_id, body, last_updated)
        values (@Cpo, @CreditId, @SessionId, true, @PeerId, @Body::json, @Now) on conflict do nothing
        """;

    // The key of the CDR: it must not overtake that.
    private const string Push = "select ocpp.ocpi_push(@Cpo, 'cdrs', 'cdr:' || @Id, 'POST', '', @Body, @PeerId)";

    /// <param name="id">Of the CDR to take back.</param>
    /// <returns>The id of the credit CDR when there is one now.</returns>
    public async Task<(CreditOutcome Outcome, string? CreditId)> CreditAsync(NpgsqlTransaction transaction, Guid organizationId, long cpo, string id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var connection = transaction.Connection!;
        var found = await connection.QuerySingleOrDefaultAsync<Found>(new CommandDefinition(
            Find, new { OrganizationId = organizationId, Cpo = cpo, Now = now, Id = id }, transaction, cancellationToken: ct));
        if (found is null)
            return (CreditOutcome.Missing, null);
        if (found.OcpiVersion != OcpiVersion.V221.Number())
            return (CreditOutcome.NotInVersion, null);
        if (found.IsCredit)
            return (CreditOutcome.IsCredit, null);
        if (found.IsCredited)
            return (CreditOutcome.AlreadyCredited, null);
        var credit = CdrBuilder.Credit(OcpiJson.Deserialize<Cdr>(found.Body), now);
        var key = new { Cpo = cpo, Id = id, CreditId = credit.Id, found.SessionId, found.PeerId, Body = OcpiJson.Serialize(credit), Now = now };
        if (await connection.ExecuteAsync(new CommandDefinition(Store, key, transaction, cancellationToken: ct)) == 0)
            return (CreditOutcome.AlreadyCredited, null);
        if (found.PeerId is not null)
            await connection.ExecuteAsync(new CommandDefinition(Push, key, transaction, cancellationToken: ct));
        return (CreditOutcome.Credited, credit.Id);
    }

    private sealed record Found
    {
        public string Body { get; init; } = "";

        public string SessionId { get; init; } = "";

        public bool IsCredit { get; init; }

        public bool IsCredited { get; init; }

        public long? PeerId { get; init; }

        public string OcpiVersion { get; init; } = "";
    }
}
