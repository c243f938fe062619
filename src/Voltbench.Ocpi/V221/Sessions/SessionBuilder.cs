using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V221.Cdrs;

namespace Voltbench.Ocpi.V221.Sessions;

/// <summary>Makes the Session object of 2.2.1.</summary>
public static class SessionBuilder
{
    public static Session Build(SessionFacts facts, SessionStatus status, DateTimeOffset lastUpdated) => new()
    {
        CountryCode = facts.CountryCode,
        PartyId = facts.PartyId,
        Id = facts.SessionId,
        StartDateTime = facts.Record.Start.ToSecond(),
        EndDateTime = status is SessionStatus.Completed or SessionStatus.Invalid ? facts.Record.End.ToSecond() : null,
        Kwh = facts.Priced.Energy,
        CdrToken = facts.Token,
        AuthMethod = facts.AuthMethod,
        AuthorizationReference = facts.AuthorizationReference,
        LocationId = facts.Location.Id,
        EvseUid = facts.Location.EvseUid,
        ConnectorId = facts.Location.ConnectorId,
        MeterId = facts.MeterId,
        Currency = facts.Tariff?.Currency ?? facts.Currency,
        ChargingPeriods = Periods(facts),
        TotalCost = facts.Tariff is null ? null : facts.Priced.Total.ToPrice(),
        Status = status,
        LastUpdated = lastUpdated,
    };

    private static IReadOnlyList<ChargingPeriod> Periods(SessionFacts facts)
    {
        var periods = ChargingPeriods.Of(facts.Priced);
        if (periods.Count == 0 || facts.Record.Samples.LastOrDefault(s => s.SocPercent is not null) is not { SocPercent: { } percent })
            return periods;
        // Only sessions have it, and only the current one means anything (mod_cdrs, CdrDimensionType).
        var last = periods[^1];
        periods[^1] = last with { Dimensions = [.. last.Dimensions, new CdrDimension { Type = CdrDimensionType.StateOfCharge, Volume = Math.Clamp(percent, 0, 100) }] };
        return periods;
    }
}
