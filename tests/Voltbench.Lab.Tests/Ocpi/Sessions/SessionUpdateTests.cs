using Voltbench.Lab.Ocpi.Sessions;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Sessions;

/// <summary>What a peer is sent of a change (mod_sessions §PATCH of both versions).</summary>
public sealed class SessionUpdateTests
{
    private const string One = """{"start_date_time":"2026-03-02T10:00:00Z","dimensions":[{"type":"ENERGY","volume":1}]}""";
    private const string Two = """{"start_date_time":"2026-03-02T10:05:00Z","dimensions":[{"type":"ENERGY","volume":2}]}""";
    private const string Other = """{"start_date_time":"2026-03-02T10:00:00Z","dimensions":[{"type":"ENERGY","volume":9}]}""";

    [Theory]
    [InlineData(OcpiVersion.V221, "", "", null)]
    [InlineData(OcpiVersion.V221, "", One, $$"""PATCH {"kwh":2,"charging_periods":[{{One}}],"last_updated":"B"}""")]
    [InlineData(OcpiVersion.V221, One, One, """PATCH {"kwh":2,"last_updated":"B"}""")]
    [InlineData(OcpiVersion.V221, One, $"{One},{Two}", $$"""PATCH {"kwh":2,"charging_periods":[{{Two}}],"last_updated":"B"}""")]
    [InlineData(OcpiVersion.V221, One, $"{Other},{Two}", "PUT")]
    [InlineData(OcpiVersion.V221, $"{One},{Two}", One, "PUT")]
    [InlineData(OcpiVersion.V221, One, "", "PUT")]
    [InlineData(OcpiVersion.V211, One, $"{One},{Two}", $$"""PATCH {"kwh":2,"charging_periods":[{{One}},{{Two}}],"last_updated":"B"}""")]
    [InlineData(OcpiVersion.V211, One, Other, $$"""PATCH {"kwh":2,"charging_periods":[{{Other}}],"last_updated":"B"}""")]
    public void A_running_session_tells_what_changed(OcpiVersion version, string before, string after, string? expected)
    {
        var message = SessionUpdate.Of(version, Session(1, before, "A"), Session(before == after && expected is null ? 1 : 2, after, "B"), isFinal: false);
        var whole = Session(2, after, "B");
        (message is null ? null : $"{message.Method} {message.Body}").ShouldBe(expected == "PUT" ? $"PUT {whole}" : expected);
    }

    [Fact]
    public void A_new_session_and_a_final_one_go_whole()
    {
        var now = Session(2, One, "B");
        SessionUpdate.Of(OcpiVersion.V221, null, now, isFinal: false).ShouldBe(new SessionMessage("PUT", now));
        SessionUpdate.Of(OcpiVersion.V221, Session(1, "", "A"), now, isFinal: true).ShouldBe(new SessionMessage("PUT", now));
        SessionUpdate.Of(OcpiVersion.V221, Session(2, One, "A"), now, isFinal: true).ShouldBeNull();
    }

    [Fact]
    public void Further_periods_are_frequent_at_first_and_seldom_later()
    {
        var start = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        Count(TimeSpan.Zero).ShouldBe(0);
        Count(TimeSpan.FromMinutes(1)).ShouldBe(0);
        Count(TimeSpan.FromMinutes(1.1)).ShouldBe(1);
        Count(TimeSpan.FromMinutes(30.1)).ShouldBe(10);
        Count(TimeSpan.FromHours(3.01)).ShouldBe(20);
        Count(TimeSpan.FromDays(1.01)).ShouldBe(50);
        Count(TimeSpan.FromDays(1000)).ShouldBe(PeriodGrid.Most);

        // What is an instant once stays one, or a period that was told would change.
        var all = PeriodGrid.Between(start, start.AddDays(2));
        for (var hours = 0.1; hours < 48; hours += 1.7)
        {
            var some = PeriodGrid.Between(start, start.AddHours(hours));
            some.ShouldBe(all.Take(some.Count));
        }

        int Count(TimeSpan length) => PeriodGrid.Between(start, start + length).Count;
    }

    private static string Session(int kwh, string periods, string at) =>
        $$"""{"id":"1","kwh":{{kwh}},{{(periods.Length == 0 ? "" : $"\"charging_periods\":[{periods}],")}}"last_updated":"{{at}}"}""";
}
