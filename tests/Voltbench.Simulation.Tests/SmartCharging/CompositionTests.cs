using System.Diagnostics;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Tests.SmartCharging;

/// <summary>The rules one by one, with numbers that can be checked by head.</summary>
public class CompositionTests
{
    // 2026-11-21T00:00:00Z, a Saturday
    private const long Midnight = 1_795_219_200;
    private const long Noon = Midnight + 43_200;

    private static readonly Outlet ThreePhase = new() { Id = 1, IsDc = false, VoltageV = 230, Phases = 3, RatedW = 22_080, TakesPart = true, ChargingSince = Noon - 600, Transaction = "t1" };
    private static readonly Outlet OnePhase = ThreePhase with { Id = 2, Phases = 1, RatedW = 7_360, ChargingSince = Noon - 300, Transaction = "t2" };
    private static readonly Outlet Dc = ThreePhase with { Id = 3, IsDc = true, VoltageV = 400, Phases = 1, RatedW = 150_000, ChargingSince = Noon, Transaction = "t3" };

    private int _ids;

    private Profile New(ProfilePurpose purpose, RateUnit unit, params ProfilePeriod[] periods) => new()
    {
        Id = ++_ids,
        EvseId = purpose is ProfilePurpose.StationMax or ProfilePurpose.TxDefault ? 0 : 1,
        StackLevel = 0,
        Purpose = purpose,
        Kind = ProfileKind.Absolute,
        Transaction = purpose == ProfilePurpose.Tx ? "t1" : null,
        Schedules = [new ProfileSchedule { Start = Midnight, Unit = unit, Periods = periods }],
        InstalledAt = Midnight,
    };

    private Profile New(ProfilePurpose purpose, RateUnit unit, double limit, int? phases = null) => New(purpose, unit, new ProfilePeriod(0, limit, phases));

    private static ProfileSet Set(params Profile[] profiles)
    {
        var set = new ProfileSet();
        foreach (var profile in profiles)
            set.Add(profile);
        return set;
    }

    private static Offer[] At(ProfileSet set, long now, params Outlet[] outlets)
    {
        var offers = new Offer[outlets.Length];
        Composition.At(set, outlets, now, offers);
        return offers;
    }

    [Fact]
    public void Without_profiles_the_hardware_is_the_limit_and_nothing_will_change()
    {
        var offers = new Offer[1];
        Composition.At(Set(), [ThreePhase], Noon, offers).ShouldBe(ProfileStep.Never);
        offers[0].OfferedW.ShouldBe(22_080);
        offers[0].Phases.ShouldBe(3);
    }

    [Fact]
    public void Amperes_count_for_each_phase_in_use()
    {
        var set = Set(New(ProfilePurpose.TxDefault, RateUnit.A, 16));
        At(set, Noon, ThreePhase)[0].OfferedW.ShouldBe(11_040);
        At(set, Noon, OnePhase)[0].OfferedW.ShouldBe(3_680);
        At(set, Noon, Dc)[0].OfferedW.ShouldBe(6_400);
    }

    [Fact]
    public void A_period_for_one_phase_takes_the_others_away()
    {
        var offer = At(Set(New(ProfilePurpose.TxDefault, RateUnit.A, new ProfilePeriod(0, 16, 1, 2))), Noon, ThreePhase)[0];
        offer.ShouldBe(new Offer(3_680, 1, 2, 6 * 230));
        At(Set(New(ProfilePurpose.TxDefault, RateUnit.W, 20_000, 1)), Noon, ThreePhase)[0].OfferedW.ShouldBe(7_360, "one phase of the outlet is rated so");
    }

    [Fact]
    public void The_phases_of_one_purpose_bound_the_amperes_of_another()
    {
        var set = Set(New(ProfilePurpose.External, RateUnit.W, 20_000, 1), New(ProfilePurpose.TxDefault, RateUnit.A, 10));
        At(set, Noon, ThreePhase)[0].LimitW.ShouldBe(2_300);
    }

    [Fact]
    public void Below_six_amperes_nothing_is_offered_on_AC_and_anything_on_DC()
    {
        At(Set(New(ProfilePurpose.TxDefault, RateUnit.A, 6)), Noon, ThreePhase)[0].OfferedW.ShouldBe(4_140);
        var below = At(Set(New(ProfilePurpose.TxDefault, RateUnit.A, 5.9)), Noon, ThreePhase)[0];
        below.OfferedW.ShouldBe(0);
        below.LimitW.ShouldBe(5.9 * 690, 1e-6, "the composite schedule still tells the limit");
        At(Set(New(ProfilePurpose.TxDefault, RateUnit.A, 1)), Noon, Dc)[0].OfferedW.ShouldBe(400);
    }

    [Fact]
    public void The_profile_of_the_transaction_overrules_the_default_also_upwards()
    {
        var set = Set(New(ProfilePurpose.TxDefault, RateUnit.A, 8), New(ProfilePurpose.Tx, RateUnit.A, 20));
        At(set, Noon, ThreePhase)[0].LimitW.ShouldBe(20 * 690);
        At(set, Noon, ThreePhase with { Transaction = "other" })[0].LimitW.ShouldBe(8 * 690);
    }

    [Fact]
    public void The_highest_level_counts_until_its_schedule_ends_and_then_the_next()
    {
        var high = New(ProfilePurpose.TxDefault, RateUnit.A, 20) with { StackLevel = 5 };
        high = high with { Schedules = [high.Schedule with { Duration = 43_200 + 60 }] };
        var set = Set(New(ProfilePurpose.TxDefault, RateUnit.A, 8), high);
        var offers = new Offer[1];
        Composition.At(set, [ThreePhase], Noon, offers).ShouldBe(Noon + 60);
        offers[0].LimitW.ShouldBe(20 * 690);
        At(set, Noon + 60, ThreePhase)[0].LimitW.ShouldBe(8 * 690);
    }

    [Fact]
    public void A_default_of_the_connector_goes_before_that_of_the_station()
    {
        var set = Set(New(ProfilePurpose.TxDefault, RateUnit.A, 20), New(ProfilePurpose.TxDefault, RateUnit.A, 10) with { EvseId = 1 });
        At(set, Noon, ThreePhase)[0].LimitW.ShouldBe(10 * 690);
        At(set, Noon, ThreePhase with { Id = 2 })[0].LimitW.ShouldBe(20 * 690);
    }

    [Fact]
    public void Validity_bounds_a_profile_to_the_second()
    {
        var set = Set(New(ProfilePurpose.TxDefault, RateUnit.A, 10) with { ValidFrom = Noon, ValidTo = Noon + 10 });
        At(set, Noon - 1, ThreePhase)[0].LimitW.ShouldBe(22_080);
        At(set, Noon, ThreePhase)[0].LimitW.ShouldBe(10 * 690);
        At(set, Noon + 9, ThreePhase)[0].LimitW.ShouldBe(10 * 690);
        At(set, Noon + 10, ThreePhase)[0].LimitW.ShouldBe(22_080);
    }

    /// <summary>The example of OCPP 1.6 §3.13.7.</summary>
    [Fact]
    public void A_daily_profile_limits_to_6_kW_from_8_to_20_oclock_every_day()
    {
        var daily = New(ProfilePurpose.TxDefault, RateUnit.W, new ProfilePeriod(0, 11_000, 3), new ProfilePeriod(28_800, 6_000, 3), new ProfilePeriod(72_000, 11_000, 3));
        var set = Set(daily with
        {
            Kind = ProfileKind.Recurring,
            Recurrency = Recurrency.Daily,
            Schedules = [daily.Schedule with { Start = 1_356_998_400, Duration = 86_400 }], // 2013-01-01T00:00Z
        });
        foreach (var day in new[] { 0, 1, 200 })
        {
            var midnight = Midnight + (day * 86_400L);
            At(set, midnight + 28_799, ThreePhase)[0].LimitW.ShouldBe(11_000);
            At(set, midnight + 28_800, ThreePhase)[0].LimitW.ShouldBe(6_000);
            At(set, midnight + 71_999, ThreePhase)[0].LimitW.ShouldBe(6_000);
            At(set, midnight + 72_000, ThreePhase)[0].LimitW.ShouldBe(11_000);
        }
    }

    [Fact]
    public void What_is_longer_than_the_week_is_not_executed()
    {
        var weekly = New(ProfilePurpose.TxDefault, RateUnit.W, new ProfilePeriod(0, 5_000), new ProfilePeriod(604_799, 6_000), new ProfilePeriod(604_800, 7_000));
        var set = Set(weekly with { Kind = ProfileKind.Recurring, Recurrency = Recurrency.Weekly });
        At(set, Midnight + 604_799, ThreePhase)[0].LimitW.ShouldBe(6_000);
        At(set, Midnight + 604_800, ThreePhase)[0].LimitW.ShouldBe(5_000);
    }

    [Fact]
    public void A_relative_profile_counts_from_the_start_of_each_transaction()
    {
        var relative = New(ProfilePurpose.TxDefault, RateUnit.W, new ProfilePeriod(0, 5_000), new ProfilePeriod(600, 6_000));
        var set = Set(relative with { Kind = ProfileKind.Relative, Schedules = [relative.Schedule with { Start = null }] });
        At(set, Noon - 1, ThreePhase, OnePhase).Select(o => o.LimitW).ShouldBe([5_000, 5_000]);
        At(set, Noon, ThreePhase, OnePhase).Select(o => o.LimitW).ShouldBe([6_000, 5_000]);
        At(set, Noon, ThreePhase with { ChargingSince = null })[0].LimitW.ShouldBe(22_080, "nothing charges yet");
    }

    [Fact]
    public void The_limit_of_the_station_is_shared_evenly_and_what_one_cannot_use_goes_to_the_others()
    {
        At(Set(New(ProfilePurpose.StationMax, RateUnit.W, 20_000)), Noon, ThreePhase, OnePhase, Dc).Select(o => Math.Round(o.LimitW, 3))
            .ShouldBe([6_666.667, 6_666.667, 6_666.667]);
        At(Set(New(ProfilePurpose.StationMax, RateUnit.W, 30_000)), Noon, ThreePhase, OnePhase, Dc).Select(o => Math.Round(o.LimitW, 6))
            .ShouldBe([11_320, 7_360, 11_320]);
        At(Set(New(ProfilePurpose.StationMax, RateUnit.A, 32)), Noon, ThreePhase, OnePhase).Select(o => Math.Round(o.LimitW, 6)).ShouldBe([16 * 690, 16 * 230]);
        At(Set(New(ProfilePurpose.StationMax, RateUnit.W, 20_000)), Noon, ThreePhase, OnePhase with { TakesPart = false })[0].LimitW.ShouldBe(20_000);
    }

    [Fact]
    public void Where_the_shares_are_too_small_to_charge_with_the_last_to_begin_waits()
    {
        At(Set(New(ProfilePurpose.StationMax, RateUnit.A, 10)), Noon, ThreePhase, OnePhase).Select(o => Math.Round(o.LimitW, 6)).ShouldBe([6_900, 0]);
        At(Set(New(ProfilePurpose.StationMax, RateUnit.A, 5)), Noon, ThreePhase, OnePhase).Select(o => o.OfferedW).ShouldBe([0, 0]);
        var least = New(ProfilePurpose.TxDefault, RateUnit.A, 32);
        least = least with { Schedules = [least.Schedule with { MinRate = 10 }] };
        At(Set(least, New(ProfilePurpose.StationMax, RateUnit.A, 16)), Noon, ThreePhase, OnePhase).Select(o => Math.Round(o.LimitW, 6)).ShouldBe([16 * 690, 0]);
    }

    [Fact]
    public void A_thousand_periods_make_a_schedule_in_no_time()
    {
        var periods = Enumerable.Range(0, 1_000).Select(i => new ProfilePeriod(i * 60, 1_000 + i)).ToArray();
        var set = Set(New(ProfilePurpose.TxDefault, RateUnit.W, periods), New(ProfilePurpose.StationMax, RateUnit.W, periods));
        var outlets = new[] { ThreePhase, OnePhase };
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 10; i++)
            CompositeSchedule.OfOutlet(set, outlets, 0, Midnight, 86_400, RateUnit.W).Periods.Count.ShouldBe(1_000);
        watch.ElapsedMilliseconds.ShouldBeLessThan(1_000, "ten of them");
    }

    [Fact]
    public void A_schedule_without_end_is_bounded()
    {
        var daily = New(ProfilePurpose.TxDefault, RateUnit.W, new ProfilePeriod(0, 5_000), new ProfilePeriod(1, 6_000));
        var set = Set(daily with { Kind = ProfileKind.Recurring, Recurrency = Recurrency.Daily });
        var schedule = CompositeSchedule.OfOutlet(set, [ThreePhase], 0, Noon, int.MaxValue, RateUnit.W);
        schedule.Periods.Count.ShouldBe(CompositeSchedule.MostPeriods);
        schedule.Duration.ShouldBeGreaterThan(500 * 86_400);
        var quiet = Set(daily with { Kind = ProfileKind.Recurring, Recurrency = Recurrency.Daily, Schedules = [daily.Schedule with { Periods = [new ProfilePeriod(0, 5_000)] }] });
        CompositeSchedule.OfOutlet(quiet, [ThreePhase], 0, Noon, int.MaxValue, RateUnit.W).Periods.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(7.99999999, 8)]
    [InlineData(8.05, 8)]
    [InlineData(0, 0)]
    [InlineData(11_040.19, 11_040.1)]
    public void Limits_are_told_with_one_decimal_and_never_too_much(double limit, double told) => CompositeSchedule.RoundDown(limit).ShouldBe(told);
}
