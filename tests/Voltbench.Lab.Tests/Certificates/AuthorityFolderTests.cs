using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Voltbench.Lab.Certificates;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Lab.Tests.Certificates;

public sealed class AuthorityFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vb-ca-").FullName;

    [Fact]
    public void An_authority_is_made_once_and_its_keys_are_the_owners_alone()
    {
        var first = Open();
        var root = File.ReadAllText(first.RootPath);
        Open().RootPath.ShouldBe(first.RootPath);
        File.ReadAllText(first.RootPath).ShouldBe(root);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var key in Directory.GetFiles(_folder, "*.key.pem"))
                File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData(CertificateFlaw.None)]
    [InlineData(CertificateFlaw.Expired)]
    [InlineData(CertificateFlaw.NotYetValid)]
    [InlineData(CertificateFlaw.WrongName)]
    [InlineData(CertificateFlaw.UnknownIssuer)]
    [InlineData(CertificateFlaw.Revoked)]
    [InlineData(CertificateFlaw.WeakKey)]
    public void A_flaw_is_what_it_says(CertificateFlaw flaw)
    {
        var ca = Open();
        var (from, to) = ca.For(TimeSpan.FromDays(30));
        var path = ca.Issue("server", new CertificateOrder(CertificatePurpose.Server, "csms.example", from, to) { Names = ["csms.example"] }, flaw);

        var chain = CertificateChain.Read(File.ReadAllText(path));
        var root = X509CertificateLoader.LoadCertificateFromFile(ca.RootPath);
        var objection = CertificateChain.Objection(chain, [root], TimeProvider.System.GetUtcNow());
        (objection is null).ShouldBe(flaw is CertificateFlaw.None or CertificateFlaw.WrongName or CertificateFlaw.Revoked or CertificateFlaw.WeakKey, objection);
        chain[0].MatchesHostname("csms.example").ShouldBe(flaw != CertificateFlaw.WrongName);
        (chain[0].GetRSAPublicKey()?.KeySize == 1024).ShouldBe(flaw == CertificateFlaw.WeakKey);
        var list = Path.Combine(_folder, AuthorityFolder.RevokedFile);
        (File.Exists(list) && CertificateAuthority.IsRevoked(Der(list), chain[0])).ShouldBe(flaw == CertificateFlaw.Revoked);
        using var pair = X509Certificate2.CreateFromPemFile(path, Path.ChangeExtension(path, ".key.pem"));
        pair.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public void A_request_of_a_station_is_signed_and_a_certificate_can_be_revoked_later()
    {
        var ca = Open();
        using var key = KeyPair.Create(KeyKind.EcdsaP256);
        var chain = ca.Sign(key.SigningRequest(CertificateName.Of("SN-1", "CPO")), CertificatePurpose.Station, TimeSpan.FromDays(30))!;
        var root = X509CertificateLoader.LoadCertificateFromFile(ca.RootPath);
        CertificateChain.Objection(CertificateChain.Read(chain), [root], TimeProvider.System.GetUtcNow()).ShouldBeNull();
        ca.Sign("nonsense", CertificatePurpose.Station, TimeSpan.FromDays(30)).ShouldBeNull();

        var file = Path.Combine(_folder, "station.pem");
        File.WriteAllText(file, chain);
        var list = ca.Revoke(file)!;
        CertificateAuthority.IsRevoked(Der(list), CertificateChain.Read(chain)[0]).ShouldBeTrue();
    }

    [Fact]
    public void A_successor_is_signed_by_the_root()
    {
        var ca = Open();
        var next = X509CertificateLoader.LoadCertificateFromFile(ca.Successor("root-2"));
        CertificateChain.IsSignedBy(next, X509CertificateLoader.LoadCertificateFromFile(ca.RootPath)).ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AuthorityFolder Open() => AuthorityFolder.Open(_folder, TimeProvider.System);

    private static byte[] Der(string file)
    {
        var pem = File.ReadAllText(file);
        return Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
    }
}
