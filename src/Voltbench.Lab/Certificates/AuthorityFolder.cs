using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Lab.Certificates;

/// <summary>
/// The lab's certificate authority as files: <c>root.pem</c> to trust, a sub-CA below it that issues (both in <c>stations.pem</c>), and every certificate as <c>name.pem</c> (with the
/// sub-CA behind it, as TLS wants it) and <c>name.key.pem</c>. Keys are readable by their owner alone.
/// </summary>
public sealed class AuthorityFolder
{
    public const string RootFile = "root.pem";

    /// <summary>Root and sub-CA together, for a CSMS that verifies client certificates.</summary>
    public const string BundleFile = "stations.pem";
    public const string RevokedFile = "revoked.crl.pem";
    private const string SubFile = "sub-ca.pem";
    private const string StrangerFile = "stranger-root.pem";
    private const string CrlLabel = "X509 CRL";

    private static readonly TimeSpan Back = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;

    private AuthorityFolder(string folder, TimeProvider time)
    {
        Folder = folder;
        _time = time;
    }

    /// <summary>Full path.</summary>
    public string Folder { get; }

    public string RootPath => PathOf(RootFile);

    /// <summary>The files of an authority, made when they are not there.</summary>
    /// <exception cref="IOException">A file can neither be read nor written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    /// <exception cref="CryptographicException">A file of the folder holds something else.</exception>
    public static AuthorityFolder Open(string folder, TimeProvider time)
    {
        var full = Path.GetFullPath(folder);
        Directory.CreateDirectory(full);
        var opened = new AuthorityFolder(full, time);
        if (!File.Exists(opened.RootPath))
            opened.Create();
        return opened;
    }

    /// <summary>Issues a certificate.</summary>
    /// <param name="file">Name of its files, without extension.</param>
    /// <param name="order">What it is to be; a flaw may change it.</param>
    /// <param name="flaw">What is to be wrong with it.</param>
    /// <returns>Full path of the certificate; the key is beside it.</returns>
    public string Issue(string file, CertificateOrder order, CertificateFlaw flaw = CertificateFlaw.None)
    {
        var now = _time.GetUtcNow();
        using var issuer = flaw == CertificateFlaw.UnknownIssuer ? Stranger(now) : Load(SubFile);
        using var issued = issuer.Issue(flaw.Apply(order, now));
        using var key = KeyPair.Of(issued);
        WriteKey(KeyOf(file + ".pem"), key.ExportPem());
        var path = PathOf(file + ".pem");
        File.WriteAllText(path, issuer.ChainPem(issued) + "\n");
        if (flaw == CertificateFlaw.Revoked)
            Revoke(path);
        return path;
    }

    /// <summary>A root that the old one signed, for stations with <c>AdditionalRootCertificateCheck</c> (OCPP 1.6 security whitepaper M05.FR.09).</summary>
    /// <returns>Full path of the new root.</returns>
    public string Successor(string file)
    {
        using var root = Load(RootFile);
        using var next = root.CreateSubordinate(Authority("Voltbench Lab Root 2", TimeSpan.FromDays(3650)));
        return Write(file + ".pem", next);
    }

    /// <summary>Signs a certificate request in PEM with the sub-CA.</summary>
    /// <returns>The chain in PEM as CertificateSigned carries it; null when the text is no request.</returns>
    public string? Sign(string request, CertificatePurpose purpose, TimeSpan validity)
    {
        var now = _time.GetUtcNow();
        using var issuer = Load(SubFile);
        using var signed = issuer.Sign(request, purpose, now - Back, now + validity);
        return signed is null ? null : issuer.ChainPem(signed);
    }

    /// <summary>Issues a contract certificate (ISO 15118) without writing it down: nobody needs its key but the EV that is not there.</summary>
    /// <returns>The chain in PEM.</returns>
    public string Contract(string emaid, TimeSpan validity, string? ocspUrl)
    {
        var (from, to) = For(validity);
        using var issuer = Load(SubFile);
        using var contract = issuer.Issue(new CertificateOrder(CertificatePurpose.Contract, emaid, from, to) { OcspUrl = ocspUrl });
        return issuer.ChainPem(contract);
    }

    /// <summary>Puts a certificate on the list <c>revoked.crl.pem</c>.</summary>
    /// <returns>Full path of the list; null when the file holds no certificate.</returns>
    public string? Revoke(string certificateFile)
    {
        if (CertificateChain.Read(File.ReadAllText(certificateFile)) is not [var certificate, ..])
            return null;
        var now = _time.GetUtcNow();
        var revoked = RevokedSerials();
        revoked.Add(certificate.SerialNumber);
        File.WriteAllLines(PathOf("revoked.txt"), revoked.Distinct(StringComparer.Ordinal));
        using var issuer = Load(SubFile);
        var list = issuer.RevocationList(revoked.Distinct(StringComparer.Ordinal).Select(Convert.FromHexString), now, now.AddDays(365));
        var path = PathOf(RevokedFile);
        File.WriteAllText(path, PemEncoding.WriteString(CrlLabel, list) + "\n");
        return path;
    }

    /// <summary>Validity that begins a little ago, so that clocks need not agree to the second.</summary>
    public (DateTimeOffset NotBefore, DateTimeOffset NotAfter) For(TimeSpan validity)
    {
        var now = _time.GetUtcNow();
        return (now - Back, now + validity);
    }

    private void Create()
    {
        using var root = CertificateAuthority.CreateRoot(Authority("Voltbench Lab Root", TimeSpan.FromDays(3650)));
        using var sub = root.CreateSubordinate(Authority("Voltbench Lab CA", TimeSpan.FromDays(1825)));
        Write(SubFile, sub);
        File.WriteAllText(PathOf(BundleFile), sub.Certificate.ExportCertificatePem() + "\n" + root.Certificate.ExportCertificatePem() + "\n");
        Write(RootFile, root); // last: where it is, the others are
    }

    private CertificateOrder Authority(string name, TimeSpan validity)
    {
        var (from, to) = For(validity);
        return new CertificateOrder(CertificatePurpose.Authority, name, from, to);
    }

    private CertificateAuthority Stranger(DateTimeOffset now)
    {
        if (!File.Exists(PathOf(StrangerFile)))
        {
            using var made = CertificateAuthority.CreateRoot(
                new CertificateOrder(CertificatePurpose.Authority, "Nobody's Root", now - Back, now.AddDays(3650)) { Organization = "Nobody" });
            Write(StrangerFile, made);
        }

        return Load(StrangerFile);
    }

    private CertificateAuthority Load(string file)
    {
        var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(PathOf(file)));
        var pem = File.ReadAllText(KeyOf(file));
        var fields = PemEncoding.Find(pem);
        return new CertificateAuthority(certificate, KeyPair.Import(Convert.FromBase64String(pem[fields.Base64Data])));
    }

    private string Write(string file, CertificateAuthority authority)
    {
        WriteKey(KeyOf(file), authority.ExportKeyPem());
        File.WriteAllText(PathOf(file), authority.Certificate.ExportCertificatePem() + "\n");
        return PathOf(file);
    }

    private static void WriteKey(string path, string pem)
    {
        File.Delete(path); // the mode of a file that is there would stay
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, Encoding.ASCII, options);
        writer.WriteLine(pem);
    }

    private List<string> RevokedSerials()
    {
        var file = PathOf("revoked.txt");
        return File.Exists(file) ? [.. File.ReadAllLines(file)] : [];
    }

    private string KeyOf(string file) => PathOf(Path.GetFileNameWithoutExtension(file) + ".key.pem");

    private string PathOf(string file) => Path.Combine(Folder, file);
}
