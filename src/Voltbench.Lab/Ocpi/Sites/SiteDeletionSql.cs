using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>The statements of <see cref="SiteDeletion"/>.</summary>
internal static class SiteDeletionSql
{
    /// <summary>Condition on an OCPI location <c>o</c>: it is deleted, and its OCPP location has no charger any more.</summary>
    public const string IsEmpty =
        """
        o.deleted_at is not null and o.ocpp_location_id is not null and not exists (select from ocpp.chargers c where c.location_id = o.ocpp_location_id)
        """;

    /// <summary>Removes the OCPP locations of the rows of a query <c>dead</c>, and says so.</summary>
    public const string FreeDead =
        """
        freed as (
            update ocpp.ocpi_locations o set ocpp_location_id = null from dead d
            where o.partner_operation_id = d.partner_operation_id and o.id = d.id),
        gone as (delete from ocpp.locations l using dead d where l.id = d.ocpp_location_id returning l.id)
        select pg_notify('voltbench_locations', id::text)::text from gone
        """;

    public const string FreeLocation =
        $"""
        with dead as (
            select o.partner_operation_id, o.id, o.ocpp_location_id from ocpp.ocpi_locations o
            where o.partner_operation_id = @Party and o.id = @Id and {IsEmpty} for update),
        {FreeDead}
        """;

    public const string Find =
        """
        select ocpp_location_id from ocpp.ocpi_locations
        where organization_id = @OrganizationId and partner_operation_id = @Party and id = @Id and deleted_at is null
        """;

    /// <summary>The wish is stored here already, so that a kill after the commit leaves no charger; the signal follows with <see cref="Chargers.ChargerDeletion"/>.</summary>
    public const string MarkChargers =
        """
        with wanted as (select key from ocpp.chargers where organization_id = @OrganizationId and location_id = @Backing order by key for no key update)
        update ocpp.chargers c set desired = 'deleted', updated_at = now() from wanted w where c.key = w.key
        """;

    public const string MarkLocation =
        """
        update ocpp.ocpi_locations set deleted_at = now(), updated_at = now()
        where organization_id = @OrganizationId and partner_operation_id = @Party and id = @Id and deleted_at is null
        """;

    public static string RemoveEvses(OcpiVersion version) => EvseStatusSql.Change(
        version,
        $"""
        select partner_operation_id as party, location_id, uid, 'REMOVED' as status
        from ocpp.ocpi{SiteTables.Of(version)}_evses where partner_operation_id = $1 and location_id = $2
        """,
        pushes: false);

    /// <summary>A location that has no EVSE has nothing else that would move it.</summary>
    public static string MoveLocation(OcpiVersion version) =>
        $"update ocpp.ocpi{SiteTables.Of(version)}_locations set last_updated = ocpp.ocpi_after(last_updated) where partner_operation_id = $1 and id = $2";
}
