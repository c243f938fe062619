namespace Voltbench.Ocpi.Tests;

/// <summary>The date-times of the standard (types §DateTime), its own examples first.</summary>
public sealed class OcpiDateTimeTests
{
    [Theory]
    [InlineData("2015-06-29T20:39:09Z", "2015-06-29T20:39:09Z")]
    [InlineData("2015-06-29T20:39:09", "2015-06-29T20:39:09Z")]
    [InlineData("2016-12-29T17:45:09.2Z", "2016-12-29T17:45:09.200Z")]
    [InlineData("2016-12-29T17:45:09.2", "2016-12-29T17:45:09.200Z")]
    [InlineData("2018-01-01T01:08:01.123Z", "2018-01-01T01:08:01.123Z")]
    [InlineData("2018-01-01T01:08:01.123456", "2018-01-01T01:08:01.123Z")]
    [InlineData("2018-01-01T01:08:01.0004Z", "2018-01-01T01:08:01Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    public void ReadAndWritten(string text, string written)
    {
        OcpiDateTime.TryParse(text, out var value).ShouldBeTrue();
        value.Offset.ShouldBe(TimeSpan.Zero);
        OcpiDateTime.Format(value).ShouldBe(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2015-06-29")]
    [InlineData("2015-06-29T20:39")]
    [InlineData("2015-06-29 20:39:09Z")]
    [InlineData("2015-06-29t20:39:09z")]
    [InlineData("2015-06-29T20:39:09+00:00")]
    [InlineData("2015-06-29T22:39:09+02:00")]
    [InlineData("2015-02-29T20:39:09Z")]
    [InlineData("2015-06-29T24:00:00Z")]
    [InlineData("2015-06-29T20:39:09.Z")]
    [InlineData("2015-06-29T20:39:09ZZ")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("20150629T203909Z")]
    [InlineData("1435610349")]
    [InlineData("2015-06-29T20:39:09.0000000000000000000000000000000000000Z")]
    public void Refused(string text) => OcpiDateTime.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void WrittenInUtc() => OcpiDateTime.Format(new DateTimeOffset(2015, 6, 29, 22, 39, 9, TimeSpan.FromHours(2))).ShouldBe("2015-06-29T20:39:09Z");
}
