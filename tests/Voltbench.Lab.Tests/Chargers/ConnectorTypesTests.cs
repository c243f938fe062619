using Voltbench.Lab.Catalog;
using Voltbench.Lab.Chargers;

namespace Voltbench.Lab.Tests.Chargers;

public class ConnectorTypesTests
{
    [Theory]
    [InlineData("Type2", "Type2")]
    [InlineData("type2", "Type2")]
    [InlineData("IEC_62196_T2", "Type2")]
    [InlineData("IEC_62196_T2_COMBO", "CCS2")]
    [InlineData("IEC_62196_T1", "Type1")]
    [InlineData("IEC_62196_T1_COMBO", "CCS1")]
    [InlineData("CHADEMO", "CHAdeMO")]
    [InlineData("SAE_J3400", "NACS")]
    [InlineData("Schuko", null)]
    [InlineData("", null)]
    public void Knows_both_spellings(string name, string? canonical) => ConnectorTypes.Find(name).ShouldBe(canonical);

    [Fact]
    public void Covers_the_catalog() =>
        ChargerCatalog.Load().Brands.SelectMany(b => b.Models).SelectMany(m => m.ConnectorOptions).Distinct().ShouldAllBe(t => ConnectorTypes.Find(t) == t);
}
