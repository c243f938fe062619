using Shouldly;
using Xunit;

namespace Voltbench.Ocpi.Tests;

public sealed class OcpiVersionTests
{
    [Theory]
    [InlineData("2.1.1", OcpiVersion.V211)]
    [InlineData("2.2.1", OcpiVersion.V221)]
    public void ANumberIsReadAndWrittenBack(string number, OcpiVersion version)
    {
        OcpiVersions.TryParse(number, out var read).ShouldBeTrue();
        read.ShouldBe(version);
        version.Number().ShouldBe(number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2.2")]
    [InlineData("2.1.1-d2")]
    [InlineData("3.0")]
    public void AnotherNumberIsNotAVersion(string? number) => OcpiVersions.TryParse(number, out _).ShouldBeFalse();
}
