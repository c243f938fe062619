using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V211.Sessions;

namespace Voltbench.Ocpi.V211.Cdrs;

/// <summary>Makes the CDR object of 2.1.1. There is no credit CDR: a CDR cannot be taken back (mod_cdrs §1.1).</summary>
public static class CdrBuilder
{
    /// <param name="facts">Of a session that ended.</param>
    /// <param name="id">At most 36 characters.</param>
    /// <param name="createdAt">A CDR is never changed, so this is last_updated.</param>
    /// <param name="remark">At most 255 characters, such as why the session stopped.</param>
    public static Cdr Build(SessionFacts facts, string id, DateTimeOffset createdAt, string? remark = null) => new()
    {
        Id = id,
        StartDateTime = facts.Record.Start.ToSecond(),
        StopDateTime = facts.Record.End.ToSecond(),
        AuthId = facts.AuthId,
        AuthMethod = facts.AuthMethod,
        Location = facts.Location,
        MeterId = facts.MeterId,
        Currency = facts.Tariff?.Currency ?? facts.Currency,
        Tariffs = facts.Tariff is null ? null : [facts.Tariff],
        ChargingPeriods = ChargingPeriods.Of(facts.Priced),
        TotalCost = facts.Priced.Total.ExclVat,
        TotalEnergy = facts.Priced.Energy,
        TotalTime = facts.Priced.Time,
        TotalParkingTime = facts.Priced.ParkingTime,
        Remark = remark,
        LastUpdated = createdAt,
    };
}
