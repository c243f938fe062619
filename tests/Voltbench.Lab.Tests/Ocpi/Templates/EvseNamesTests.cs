using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Templates;

public class EvseNamesTests
{
    private static readonly Party Party = new(1, Guid.Empty, PartyRole.Cpo, OcpiVersion.V221, "FR", "ABC", "Test", "http://lab");

    [Theory]
    [InlineData("FRABC-01", 1, 1, "FRABC-01")]
    [InlineData("FRABC-01", 2, 2, "FRABC-01_C2")]
    [InlineData("a-very-long-identity-of-some-station", 1, 1, "a-very-long-identity-of-some-station")]
    public void Uid_follows_from_the_identity(string identity, int number, int count, string expected) =>
        EvseNames.Uid(identity, number, count).ShouldBe(expected);

    [Fact]
    public void Long_identities_that_begin_alike_stay_apart()
    {
        var (one, other) = (EvseNames.Uid(new string('x', 47) + "1", 1, 2), EvseNames.Uid(new string('x', 47) + "2", 1, 2));
        one.ShouldNotBe(other);
        one.Length.ShouldBeLessThanOrEqualTo(EvseNames.MaxUidLength);
        one.ShouldEndWith("_C1");
    }

    [Theory]
    [InlineData("FRABC-0102", 1, "FR*ABC*E0102*1")]
    [InlineData("CP-17", 2, "FR*ABC*ECP17*2")]
    public void Evse_id_has_the_form_of_eMI3(string identity, int number, string expected) =>
        EvseNames.EvseId(Party, identity, number).ShouldBe(expected);

    [Theory]
    [InlineData("cp_1", "CP1")]
    [InlineData("***", "+++")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx2")]
    public void Evse_ids_of_different_identities_differ(string one, string other)
    {
        var id = EvseNames.EvseId(Party, one, 1);
        id.ShouldNotBe(EvseNames.EvseId(Party, other, 1));
        id.ShouldMatch(@"^FR\*ABC\*E[A-Z0-9*]{1,31}$");
    }
}
