using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V221.Sessions;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>Makes the CDR object of 2.2.1.</summary>
public static class CdrBuilder
{
    /// <summary>What <see cref="Credit"/> appends to an id.</summary>
    public const string CreditSuffix = "-C";

    /// <param name="facts">Of a session that ended, or of a reservation that expired.</param>
    /// <param name="id">At most 36 characters.</param>
    /// <param name="createdAt">A CDR is never changed, so this is last_updated.</param>
    /// <param name="remark">At most 255 characters, such as why the session stopped.</param>
    public static Cdr Build(SessionFacts facts, string id, DateTimeOffset createdAt, string? remark = null)
    {
        var (record, priced) = (facts.Record, facts.Priced);
        return new Cdr
        {
            CountryCode = facts.CountryCode,
            PartyId = facts.PartyId,
            Id = id,
            StartDateTime = (record.Reservation?.Start ?? record.Start).ToSecond(),
            EndDateTime = record.End.ToSecond(),
            // A reservation that never became a session has none.
            SessionId = record.HasSession ? facts.SessionId : null,
            CdrToken = facts.Token,
            AuthMethod = facts.AuthMethod,
            AuthorizationReference = facts.AuthorizationReference,
            CdrLocation = facts.Location,
            MeterId = facts.MeterId,
            Currency = facts.Tariff?.Currency ?? facts.Currency,
            Tariffs = facts.Tariff is null ? null : [facts.Tariff],
            ChargingPeriods = ChargingPeriods.Of(priced),
            TotalCost = priced.Total.ToPrice(),
            TotalFixedCost = priced.FixedCost?.ToPrice(),
            TotalEnergy = priced.Energy,
            TotalEnergyCost = priced.EnergyCost?.ToPrice(),
            TotalTime = priced.Time,
            TotalTimeCost = priced.TimeCost?.ToPrice(),
            TotalParkingTime = priced.ParkingTime,
            TotalParkingCost = priced.ParkingCost?.ToPrice(),
            TotalReservationCost = priced.ReservationCost?.ToPrice(),
            Remark = remark,
            LastUpdated = createdAt,
        };
    }

    /// <summary>
    /// The CDR that takes another one back: the same in everything but its id, what it refers to, and total_cost, which alone is negative (mod_cdrs,
    /// "Credit CDRs"). 2.1.1 has no such thing.
    /// </summary>
    public static Cdr Credit(Cdr original, DateTimeOffset createdAt) => original with
    {
        Id = original.Id + CreditSuffix,
        Credit = true,
        CreditReferenceId = original.Id,
        TotalCost = new Price { ExclVat = -original.TotalCost.ExclVat, InclVat = -original.TotalCost.InclVat },
        LastUpdated = createdAt,
    };
}
