using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>The statements of <see cref="PartyRemoval"/>.</summary>
internal static class PartyRemovalSql
{
    /// <summary>
    /// Its chargers before itself, in key order: what ends a job of the party, and with it changes the party, has chargers locked already.
    /// </summary>
    public const string Hold =
        """
        select from ocpp.chargers c
        where (c.organization_id, c.location_id) in (
            select l.organization_id, l.ocpp_location_id from ocpp.ocpi_locations l where l.partner_operation_id = @Id and l.organization_id = @OrganizationId)
        order by c.key for no key update
        """;

    /// <summary>From its commit on nobody reaches the party: it is deleted and its tokens are gone. Whatever takes time comes later.</summary>
    public const string Mark =
        """
        with gone as (
            update ocpp.partner_operations set deleted_at = now(), updated_at = now()
            where id = @Id and organization_id = @OrganizationId and role = @Role and deleted_at is null
            returning id),
        tokens as (delete from ocpp.ocpi_access_tokens t using gone g where t.partner_operation_id = g.id),
        spent as (delete from ocpp.ocpi_spent_tokens t using gone g where t.partner_operation_id = g.id)
        select count(*)::integer from gone
        """;

    /// <summary>Waits for the steps that make locations of the party; those that come later find it deleted.</summary>
    public const string Close = $"select {SiteLock.Exclusive}";

    public const string Find = "select organization_id, role, deleted_at is not null as is_deleted, expires_at from ocpp.partner_operations where id = @Id";

    public const string Chargers =
        """
        select c.id from ocpp.chargers c
        where (c.organization_id, c.location_id) in (
            select l.organization_id, l.ocpp_location_id from ocpp.ocpi_locations l where l.partner_operation_id = @Id)
        order by c.key
        limit @Limit
        """;

    /// <summary>Locations of OCPI with EVSEs, connectors and topology, and the locations of OCPP behind them.</summary>
    public const string Locations =
        """
        with batch as (select id from ocpp.ocpi_locations where partner_operation_id = @Id order by seq limit @Limit for update),
        gone as (
            delete from ocpp.ocpi_locations l using batch s where l.partner_operation_id = @Id and l.id = s.id
            returning l.organization_id, l.ocpp_location_id),
        told as (select pg_notify(@Channel, ocpp_location_id::text) from gone where ocpp_location_id is not null)
        select g.organization_id, g.ocpp_location_id, (select count(*) from told) from gone g
        """;

    /// <summary>Refused by the database while a charger stands there.</summary>
    public const string Sites = "delete from ocpp.locations where organization_id = @OrganizationId and id = any(@Ids)";

    /// <summary>Peers with what they were to be told, tariffs, tokens, sessions, CDRs, commands and jobs go with the party.</summary>
    public const string Network =
        """
        delete from ocpp.ocpi_peers where partner_operation_id = @Id;
        delete from ocpp.ocpi_messages where partner_operation_id = @Id;
        delete from ocpp.partner_operations where id = @Id
        """;
}
