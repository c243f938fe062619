using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V211.Cdrs;

namespace Voltbench.Ocpi.V211.Sessions;

/// <summary>Makes the Session object of 2.1.1.</summary>
public static class SessionBuilder
{
    public static Session Build(SessionFacts facts, SessionStatus status, DateTimeOffset lastUpdated) => new()
    {
        Id = facts.SessionId,
        StartDatetime = facts.Record.Start.ToSecond(),
        EndDatetime = status is SessionStatus.Completed or SessionStatus.Invalid ? facts.Record.End.ToSecond() : null,
        Kwh = facts.Priced.Energy,
        AuthId = facts.AuthId,
        AuthMethod = facts.AuthMethod,
        Location = facts.Location,
        MeterId = facts.MeterId,
        Currency = facts.Tariff?.Currency ?? facts.Currency,
        ChargingPeriods = ChargingPeriods.Of(facts.Priced),
        TotalCost = facts.Tariff is null ? null : facts.Priced.Total.ExclVat,
        Status = status,
        LastUpdated = lastUpdated,
    };
}
