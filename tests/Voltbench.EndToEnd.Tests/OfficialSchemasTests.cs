using Voltbench.Ocpp;
using Voltbench.Testing.Schemas;

namespace Voltbench.EndToEnd.Tests;

/// <summary>Says aloud when the frames of the other tests in this project are not judged, because the judge is not there.</summary>
public sealed class OfficialSchemasTests
{
    [Fact]
    public void Frames_of_these_tests_are_held_against_the_official_schemas()
    {
        Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet);

        OcppSchemas.Check(OcppVersion.V16, "Authorize", response: false, """{"idTag":"TAG"}"""u8).ShouldBeNull();
        OcppSchemas.Check(OcppVersion.V201, "Authorize", response: false, """{"idTag":"TAG"}"""u8).ShouldNotBeNull();
    }
}
