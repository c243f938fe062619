using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;
using Voltbench.Testing.Wire;

namespace Voltbench.Ocpp.Tests.Certificates;

public class CertificateAuthorityTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CertificateOrder Order(CertificatePurpose purpose, string name) => TestCertificates.Order(purpose, name, Now);

    [Theory]
    [InlineData(KeyKind.EcdsaP256)]
    [InlineData(KeyKind.EcdsaP384)]
    [InlineData(KeyKind.Rsa2048)]
    public void What_a_sub_authority_issues_leads_to_the_root(KeyKind key)
    {
        using var root = TestCertificates.Root("Root", Now);
        using var sub = root.CreateSubordinate(Order(CertificatePurpose.Authority, "Sub"));
        using var station = sub.Issue(Order(CertificatePurpose.Station, "CP-1") with { Key = key, Organization = "A CPO" });

        station.HasPrivateKey.ShouldBeTrue();
        CertificateName.CommonName(station).ShouldBe("CP-1");
        CertificateName.Organization(station).ShouldBe("A CPO");
        var chain = CertificateChain.Read(sub.ChainPem(station));
        chain.Count.ShouldBe(2);
        CertificateChain.Objection(chain, [root.Certificate], Now).ShouldBeNull();
        CertificateChain.Objection(chain, [sub.Certificate], Now).ShouldBeNull("an anchor need not be self-signed");
        CertificateChain.Objection([chain[0]], [root.Certificate], Now).ShouldNotBeNull("the link between them is missing");
        CertificateChain.Objection(chain, [root.Certificate], Now.AddYears(2)).ShouldBe("it is expired or not yet valid");
        CertificateChain.Objection(chain, [root.Certificate], Now.AddYears(-2)).ShouldBe("it is expired or not yet valid");
        using var stranger = TestCertificates.Root("Root", Now);
        CertificateChain.Objection(chain, [stranger.Certificate], Now).ShouldNotBeNull();
        CertificateChain.Objection(chain, [], Now).ShouldNotBeNull();
        CertificateChain.Objection([], [root.Certificate], Now).ShouldNotBeNull();
    }

    [Fact]
    public void A_successor_is_signed_by_the_root_before_it()
    {
        using var old = TestCertificates.Root("Root", Now);
        using var next = old.CreateSubordinate(Order(CertificatePurpose.Authority, "Root 2"));
        using var stranger = TestCertificates.Root("Root", Now);
        CertificateChain.IsSignedBy(next.Certificate, old.Certificate).ShouldBeTrue();
        CertificateChain.IsSignedBy(old.Certificate, next.Certificate).ShouldBeFalse();
        CertificateChain.IsSignedBy(next.Certificate, stranger.Certificate).ShouldBeFalse("the name is the same, the key is not");
        CertificateChain.IsSignedBy(old.Certificate, old.Certificate).ShouldBeTrue();
    }

    [Theory]
    [InlineData(KeyKind.EcdsaP256)]
    [InlineData(KeyKind.Rsa2048)]
    public void A_signing_request_becomes_a_certificate_for_its_key(KeyKind kind)
    {
        using var root = TestCertificates.Root("Root", Now);
        using var key = KeyPair.Create(kind);
        var request = key.SigningRequest(CertificateName.Of("SN-1", "A CPO"));
        request.ShouldStartWith("-----BEGIN CERTIFICATE REQUEST-----");
        request.Length.ShouldBeLessThan(5500);

        var signed = root.Sign(request, CertificatePurpose.Station, Now, Now.AddDays(90))!;
        signed.PublicKey.ExportSubjectPublicKeyInfo().ShouldBe(key.PublicKey());
        CertificateName.CommonName(signed).ShouldBe("SN-1");
        CertificateChain.Objection([signed], [root.Certificate], Now.AddDays(1)).ShouldBeNull();
        using var stored = KeyPair.Import(key.Export());
        stored.Join(signed).HasPrivateKey.ShouldBeTrue();
        using var other = KeyPair.Create(kind);
        Should.Throw<ArgumentException>(() => other.Join(signed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no request")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----")]
    public void What_is_no_signing_request_is_not_signed(string text)
    {
        using var root = TestCertificates.Root("Root", Now);
        root.Sign(text, CertificatePurpose.Station, Now, Now.AddDays(1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    public void What_is_no_certificate_reads_as_none(string text) => CertificateChain.Read(text).ShouldBeEmpty();

    [Fact]
    public void A_revoked_certificate_is_on_the_list()
    {
        using var root = TestCertificates.Root("Root", Now);
        using var bad = root.Issue(Order(CertificatePurpose.Station, "CP-1"));
        using var good = root.Issue(Order(CertificatePurpose.Station, "CP-2"));
        var list = root.RevocationList([bad.SerialNumberBytes.ToArray()], Now, Now.AddDays(30));
        CertificateAuthority.IsRevoked(list, bad).ShouldBeTrue();
        CertificateAuthority.IsRevoked(list, good).ShouldBeFalse();
    }

    [Fact]
    public void The_hash_data_is_that_of_rfc_6960()
    {
        using var root = TestCertificates.Root("Root", Now);
        using var station = root.Issue(Order(CertificatePurpose.Station, "CP-1"));
        foreach (var (algorithm, hash) in new (CertificateHashAlgorithm, Func<byte[], byte[]>)[]
        {
            (CertificateHashAlgorithm.SHA256, SHA256.HashData), (CertificateHashAlgorithm.SHA384, SHA384.HashData), (CertificateHashAlgorithm.SHA512, SHA512.HashData),
        })
        {
            var data = CertificateHash.Of(station, root.Certificate, algorithm);
            data.IssuerNameHash.ShouldBe(Convert.ToHexStringLower(hash(root.Certificate.SubjectName.RawData)));
            data.IssuerKeyHash.ShouldBe(Convert.ToHexStringLower(hash(root.Certificate.PublicKey.EncodedKeyValue.RawData)));
            data.SerialNumber.ShouldBe(station.SerialNumber.ToLowerInvariant().TrimStart('0'));
            data.IssuerKeyHash.Length.ShouldBeLessThanOrEqualTo(128);
            data.SerialNumber.Length.ShouldBeLessThanOrEqualTo(40);
            data.Matches(data with { IssuerKeyHash = data.IssuerKeyHash.ToUpperInvariant(), SerialNumber = "00" + data.SerialNumber }).ShouldBeTrue();
            data.Matches(data with { SerialNumber = "1" }).ShouldBeFalse();
        }
    }
}
