using FsCheck;
using FsCheck.Fluent;
using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.Rules;
using Voltbench.Testing.Schemas;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>Whatever happened, what is made of it is an object of the standard.</summary>
public sealed class BuilderProperties
{
    [Fact]
    public void EveryObjectKeepsTheRules()
        => ForAll(record =>
        {
            var (cdr, session, oldCdr, oldSession) = Build(record);
            OcpiRules.CheckStrictly<V221.Cdrs.Cdr>(OcpiJson.SerializeUtf8(cdr)).ShouldBeNull();
            OcpiRules.CheckStrictly<V221.Cdrs.Cdr>(OcpiJson.SerializeUtf8(V221.Cdrs.CdrBuilder.Credit(cdr, BuilderCases.Now))).ShouldBeNull();
            OcpiRules.CheckStrictly<V221.Sessions.Session>(OcpiJson.SerializeUtf8(session)).ShouldBeNull();
            OcpiRules.CheckStrictly<V211.Cdrs.Cdr>(OcpiJson.SerializeUtf8(oldCdr)).ShouldBeNull();
            OcpiRules.CheckStrictly<V211.Sessions.Session>(OcpiJson.SerializeUtf8(oldSession)).ShouldBeNull();
        });

    [Fact]
    public void EveryObjectPassesItsSchema()
    {
        Assert.SkipUnless(OcpiSchemas.Available, OcpiSchemas.HowToGet);
        ForAll(record =>
        {
            var (cdr, session, oldCdr, oldSession) = Build(record);
            OcpiSchemas.Check(OcpiVersion.V221, "cdr", OcpiJson.SerializeUtf8(cdr)).ShouldBeNull();
            OcpiSchemas.Check(OcpiVersion.V221, "cdr", OcpiJson.SerializeUtf8(V221.Cdrs.CdrBuilder.Credit(cdr, BuilderCases.Now))).ShouldBeNull();
            OcpiSchemas.Check(OcpiVersion.V221, "session", OcpiJson.SerializeUtf8(session)).ShouldBeNull();
            OcpiSchemas.Check(OcpiVersion.V211, "cdr", OcpiJson.SerializeUtf8(oldCdr)).ShouldBeNull();
            OcpiSchemas.Check(OcpiVersion.V211, "session", OcpiJson.SerializeUtf8(oldSession)).ShouldBeNull();
        });
    }

    [Fact]
    public void AnEmspFindsTheTotalsInThePeriods()
        => ForAll(record =>
        {
            var (cdr, session, oldCdr, _) = Build(record);
            Sum(V221.Cdrs.CdrDimensionType.Energy).ShouldBe(cdr.TotalEnergy);
            (Sum(V221.Cdrs.CdrDimensionType.Time) + Sum(V221.Cdrs.CdrDimensionType.ParkingTime)).ShouldBe(cdr.TotalTime);
            Sum(V221.Cdrs.CdrDimensionType.ParkingTime).ShouldBe(cdr.TotalParkingTime!.Value);
            (cdr.TotalFixedCost!.ExclVat + cdr.TotalEnergyCost!.ExclVat + (cdr.TotalParkingCost?.ExclVat ?? 0)).ShouldBe(cdr.TotalCost.ExclVat);
            session.Kwh.ShouldBe(cdr.TotalEnergy);
            session.TotalCost.ShouldBe(cdr.TotalCost);
            oldCdr.TotalEnergy.ShouldBe(cdr.TotalEnergy);
            cdr.EndDateTime.ShouldBe(record.End.ToSecond());

            decimal Sum(V221.Cdrs.CdrDimensionType type) => cdr.ChargingPeriods.SelectMany(p => p.Dimensions).Where(d => d.Type == type).Sum(d => d.Volume);
        });

    private static (V221.Cdrs.Cdr Cdr, V221.Sessions.Session Session, V211.Cdrs.Cdr OldCdr, V211.Sessions.Session OldSession) Build(ChargingRecord record)
    {
        var (facts, old) = (BuilderCases.Facts221(record), BuilderCases.Facts211(record));
        return (
            V221.Cdrs.CdrBuilder.Build(facts, "CDR-1", BuilderCases.Now),
            V221.Sessions.SessionBuilder.Build(facts, V221.Sessions.SessionStatus.Completed, BuilderCases.Now),
            V211.Cdrs.CdrBuilder.Build(old, "CDR-1", BuilderCases.Now),
            V211.Sessions.SessionBuilder.Build(old, V211.Sessions.SessionStatus.Completed, BuilderCases.Now));
    }

    private static void ForAll(Action<ChargingRecord> check)
        => Prop.ForAll(RandomSessions.Records.ToArbitrary(), record =>
        {
            check(record);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}
