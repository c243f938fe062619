using Npgsql;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>What stations say of the reservations of this CSMS.</summary>
internal static class ReservationSql
{
    /// <summary>The first end counts.</summary>
    public static NpgsqlBatchCommand Ended(ReservationChange[] changes) => new(
        """
        update ocpp.csms_reservations r set status = i.status
        from unnest($1::uuid[], $2::text[], $3::integer[], $4::text[]) as i (organization_id, identity, id, status)
        where r.id = i.id and r.organization_id = i.organization_id and r.identity = i.identity and r.status = 'ACTIVE'
        """)
    {
        Parameters =
        {
            ChangeSql.Of(changes, c => c.Station.OrganizationId),
            ChangeSql.Of(changes, c => ChangeSql.Text(c.Station.Identity)!),
            ChangeSql.Of(changes, c => c.ReservationId),
            ChangeSql.Of(changes, c => c.End switch
            {
                ReservationEnd.Used => "USED",
                ReservationEnd.Expired => "EXPIRED",
                _ => "CANCELLED",
            }),
        },
    };
}
