using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.Rules;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Ocpi.Tests.Pricing;

public sealed class BuilderTests
{
    // 10 kWh at 0.50, 0.50 to start, 31 minutes of parking at 3.00 per hour.
    private static ChargingRecord Record => new Story("2026-03-02 09:30:00.7", "Europe/Berlin", 1_000).Charge(60, 10, 45).Park(31).Record;

    [Fact]
    public void ACdrOf221HoldsEveryTotal()
    {
        var cdr = V221.Cdrs.CdrBuilder.Build(BuilderCases.Facts221(Record), "CDR-1", BuilderCases.Now, "EVDisconnected");

        cdr.StartDateTime.ShouldBe(Story.At("2026-03-02 09:30:00"));
        cdr.EndDateTime.ShouldBe(Story.At("2026-03-02 11:01:00"));
        cdr.SessionId.ShouldBe("3f8c");
        cdr.TotalEnergy.ShouldBe(10m);
        cdr.TotalTime.ShouldBe(1.5167m);
        cdr.TotalParkingTime.ShouldBe(0.5167m);
        cdr.TotalFixedCost.ShouldBe(new() { ExclVat = 0.5m, InclVat = 0.595m });
        cdr.TotalEnergyCost.ShouldBe(new() { ExclVat = 5m, InclVat = 5.95m });
        cdr.TotalTimeCost.ShouldBeNull();
        cdr.TotalParkingCost.ShouldBe(new() { ExclVat = 1.55m, InclVat = 1.8445m });
        cdr.TotalReservationCost.ShouldBeNull();
        cdr.TotalCost.ShouldBe(new() { ExclVat = 7.05m, InclVat = 8.3895m });
        cdr.Tariffs!.Single().Id.ShouldBe("ac-standard");
        cdr.CdrLocation.Address.Length.ShouldBe(45);
        cdr.CdrLocation.EvseUid.ShouldBe("E2");
        Dimensions(cdr).ShouldBe(["ENERGY=10 TIME=1 MIN_CURRENT=45 MAX_CURRENT=45 MIN_POWER=10 MAX_POWER=10", "PARKING_TIME=0.5167"]);
        OcpiRules.CheckStrictly<V221.Cdrs.Cdr>(OcpiJson.SerializeUtf8(cdr)).ShouldBeNull();
    }

    [Fact]
    public void ACdrOf211HoldsEveryTotal()
    {
        var cdr = V211.Cdrs.CdrBuilder.Build(BuilderCases.Facts211(Record), "CDR-1", BuilderCases.Now);

        cdr.StopDateTime.ShouldBe(Story.At("2026-03-02 11:01:00"));
        cdr.TotalCost.ShouldBe(7.05m);
        cdr.TotalEnergy.ShouldBe(10m);
        cdr.TotalTime.ShouldBe(1.5167m);
        cdr.TotalParkingTime.ShouldBe(0.5167m);
        cdr.Location.Evses!.Single().Uid.ShouldBe("E2");
        cdr.ChargingPeriods.Select(p => string.Join(' ', p.Dimensions.Select(d => $"{d.Type}={d.Volume:0.####}")))
            .ShouldBe(["Flat=1 Energy=10 Time=1 MinCurrent=45 MaxCurrent=45", "ParkingTime=0.5167"]);
        OcpiRules.CheckStrictly<V211.Cdrs.Cdr>(OcpiJson.SerializeUtf8(cdr)).ShouldBeNull();
    }

    [Fact]
    public void ACreditCdrDiffersInItsIdItsReferenceAndItsTotalOnly()
    {
        var cdr = V221.Cdrs.CdrBuilder.Build(BuilderCases.Facts221(Record), "CDR-1", BuilderCases.Now);

        var credit = V221.Cdrs.CdrBuilder.Credit(cdr, BuilderCases.Now.AddDays(1));

        credit.Id.ShouldBe("CDR-1-C");
        credit.CreditReferenceId.ShouldBe("CDR-1");
        credit.Credit.ShouldBe(true);
        credit.TotalCost.ShouldBe(new() { ExclVat = -7.05m, InclVat = -8.3895m });
        (credit with { Id = cdr.Id, Credit = null, CreditReferenceId = null, TotalCost = cdr.TotalCost, LastUpdated = cdr.LastUpdated }).ShouldBe(cdr);
        OcpiRules.CheckStrictly<V221.Cdrs.Cdr>(OcpiJson.SerializeUtf8(credit)).ShouldBeNull();
    }

    [Fact]
    public void ASessionShowsWhatItCostsSoFar()
    {
        var running = V221.Sessions.SessionBuilder.Build(BuilderCases.Facts221(Record), V221.Sessions.SessionStatus.Active, BuilderCases.Now);
        var ended = V221.Sessions.SessionBuilder.Build(BuilderCases.Facts221(Record), V221.Sessions.SessionStatus.Completed, BuilderCases.Now);

        running.EndDateTime.ShouldBeNull();
        running.Kwh.ShouldBe(10m);
        running.TotalCost!.ExclVat.ShouldBe(7.05m);
        running.Currency.ShouldBe("EUR");
        ended.EndDateTime.ShouldBe(Story.At("2026-03-02 11:01:00"));
        OcpiRules.CheckStrictly<V221.Sessions.Session>(OcpiJson.SerializeUtf8(running)).ShouldBeNull();
        OcpiRules.CheckStrictly<V221.Sessions.Session>(OcpiJson.SerializeUtf8(ended)).ShouldBeNull();
    }

    [Fact]
    public void ASessionOf211ShowsWhatItCostsSoFar()
    {
        var running = V211.Sessions.SessionBuilder.Build(BuilderCases.Facts211(Record), V211.Sessions.SessionStatus.Active, BuilderCases.Now);
        var ended = V211.Sessions.SessionBuilder.Build(BuilderCases.Facts211(Record), V211.Sessions.SessionStatus.Completed, BuilderCases.Now);

        running.EndDatetime.ShouldBeNull();
        running.TotalCost.ShouldBe(7.05m);
        ended.EndDatetime.ShouldBe(Story.At("2026-03-02 11:01:00"));
        OcpiRules.CheckStrictly<V211.Sessions.Session>(OcpiJson.SerializeUtf8(running)).ShouldBeNull();
        OcpiRules.CheckStrictly<V211.Sessions.Session>(OcpiJson.SerializeUtf8(ended)).ShouldBeNull();
    }

    [Fact]
    public void TheStateOfChargeIsInTheLastPeriodOfASessionAndInNoCdr()
    {
        var record = Record;
        record = record with { Samples = [.. record.Samples.Select((s, i) => s with { SocPercent = 20 + (30 * i) })] };

        var session = V221.Sessions.SessionBuilder.Build(BuilderCases.Facts221(record), V221.Sessions.SessionStatus.Active, BuilderCases.Now);
        var cdr = V221.Cdrs.CdrBuilder.Build(BuilderCases.Facts221(record), "CDR-1", BuilderCases.Now);

        session.ChargingPeriods!.SelectMany(p => p.Dimensions).Where(d => d.Type == V221.Cdrs.CdrDimensionType.StateOfCharge).ShouldHaveSingleItem().Volume.ShouldBe(80m);
        session.ChargingPeriods![^1].Dimensions[^1].Type.ShouldBe(V221.Cdrs.CdrDimensionType.StateOfCharge);
        Dimensions(cdr).ShouldAllBe(d => !d.Contains("STATE_OF_CHARGE", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutATariffASessionHasNoCostAndACdrOfZero()
    {
        var session = V221.Sessions.SessionBuilder.Build(BuilderCases.Facts221(Record, withTariff: false), V221.Sessions.SessionStatus.Active, BuilderCases.Now);
        var cdr = V221.Cdrs.CdrBuilder.Build(BuilderCases.Facts221(Record, withTariff: false), "CDR-1", BuilderCases.Now);
        var old = V211.Cdrs.CdrBuilder.Build(BuilderCases.Facts211(Record, withTariff: false), "CDR-1", BuilderCases.Now);

        session.TotalCost.ShouldBeNull();
        session.Currency.ShouldBe("CHF");
        cdr.TotalCost.ShouldBe(new() { ExclVat = 0 });
        cdr.Tariffs.ShouldBeNull();
        cdr.ChargingPeriods.ShouldAllBe(p => p.TariffId == null);
        old.TotalCost.ShouldBe(0m);
        OcpiRules.CheckStrictly<V221.Cdrs.Cdr>(OcpiJson.SerializeUtf8(cdr)).ShouldBeNull();
        OcpiRules.CheckStrictly<V211.Cdrs.Cdr>(OcpiJson.SerializeUtf8(old)).ShouldBeNull();
    }

    [Fact]
    public void ACdrOfAnExpiredReservationHasNoSession()
    {
        var record = ChargingRecord.Expired(Story.At("2026-03-02 09:00"), Story.At("2026-03-02 10:00"), "Europe/Berlin");

        var cdr = V221.Cdrs.CdrBuilder.Build(BuilderCases.Facts221(record), "CDR-1", BuilderCases.Now);

        cdr.SessionId.ShouldBeNull();
        cdr.StartDateTime.ShouldBe(Story.At("2026-03-02 09:00"));
        cdr.EndDateTime.ShouldBe(Story.At("2026-03-02 10:00"));
        cdr.TotalTime.ShouldBe(0m);
        cdr.TotalCost.ExclVat.ShouldBe(0m);
        Dimensions(cdr).ShouldBe(["RESERVATION_TIME=1"]);
        OcpiRules.CheckStrictly<V221.Cdrs.Cdr>(OcpiJson.SerializeUtf8(cdr)).ShouldBeNull();
    }

    private static IEnumerable<string> Dimensions(V221.Cdrs.Cdr cdr)
        => cdr.ChargingPeriods.Select(p => string.Join(' ', p.Dimensions.Select(d => $"{d.Type.WireName()}={d.Volume:0.####}")));
}
