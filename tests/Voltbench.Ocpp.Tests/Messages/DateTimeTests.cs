using System.Text;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>Date-times are read by instant, whatever their offset, and written as UTC with milliseconds.</summary>
public class DateTimeTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z")]
    [InlineData("2026-01-31t12:00:00.5z", "2026-01-31T12:00:00.500Z")]
    [InlineData("2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.123Z")]
    [InlineData("2026-01-31T00:30:00+01:00", "2026-01-30T23:30:00.000Z")]
    [InlineData("2026-12-31T23:59:59.999-23:59", "2027-01-01T23:58:59.999Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z")]
    public void Read_and_written(string text, string written)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"currentTime":"{{text}}"}""");
        OcppActions.For<HeartbeatRequest>().Response.Check(json).ShouldBeNull();

        var answer = OcppJson.Deserialize<HeartbeatResponse>(json);

        Encoding.UTF8.GetString(OcppJson.Serialize(answer)).ShouldBe($$"""{"currentTime":"{{written}}"}""");
        answer.CurrentTime.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-01-00T00:00:00Z")]
    [InlineData("2026-01-31T12:60:00Z")]
    [InlineData("2026-01-31T12:00:61Z")]
    [InlineData("2026-01-31T12:00Z")]
    [InlineData("2026-01-31T12:00:00+24:00")]
    [InlineData("2026-01-31T12:00:00+01")]
    [InlineData("2026-01-31T12:00:00.5")]
    [InlineData("+2026-01-31T12:00:00Z")]
    [InlineData("٢٠٢٦-01-31T12:00:00Z")]
    public void Refused(string text)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"currentTime":"{{text}}"}""");

        OcppActions.For<HeartbeatRequest>().Response.Check(json)!.Path.ShouldBe("$.currentTime");
    }
}
