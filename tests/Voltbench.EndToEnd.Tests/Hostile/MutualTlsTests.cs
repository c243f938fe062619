using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.FrontDoor;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Lab.Certificates;
using Voltbench.Ocpp.Certificates;
using Voltbench.Testing.Csms;
using Voltbench.Testing.Wire;

namespace Voltbench.EndToEnd.Tests.Hostile;

/// <summary>Security profile 3 from the API to the wire: a certificate for each charger, and the way to another one (use case A02).</summary>
public sealed class MutualTlsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly string _folder = Directory.CreateTempSubdirectory("vb-mtls-").FullName;

    [Fact]
    public async Task Every_charger_shows_its_own_certificate_and_goes_over_to_the_one_that_the_CSMS_signs()
    {
        using var operators = TestCertificates.Root("Operator", Now);
        using var server = operators.Issue(TestCertificates.Order(CertificatePurpose.Server, "127.0.0.1", Now) with { Names = ["127.0.0.1"] });
        var roots = Path.Combine(_folder, "roots.pem");
        await File.WriteAllTextAsync(roots, operators.Certificate.ExportCertificatePem());
        var authority = Path.Combine(_folder, "ca");
        await using var csms = await RecordingCsms.StartAsync(server, (shown, chain) => IsOurs(shown, chain, authority, operators));
        await using var gateway = await GatewayProcess.StartAsync($"Tls:TrustedRoots={roots}", $"Tls:Authority={authority}");

        var first = await gateway.Client.CreateChargerAsync("MTLS-1", csms.Url, ("security_profile", 3));
        await gateway.Client.CreateChargerAsync("MTLS-2", csms.Url, ("security_profile", 3));
        await csms.WaitUntilAsync(c => c.Calls.Count(call => call.Action == "BootNotification") == 2, Limit, "both boot over mutual TLS");
        var shown = csms.CertificateOf("MTLS-1")!;
        CertificateName.CommonName(shown).ShouldBe(first[^Math.Min(25, first.Length)..]);
        csms.CertificateOf("MTLS-2")!.PublicKey.ExportSubjectPublicKeyInfo().ShouldNotBe(shown.PublicKey.ExportSubjectPublicKeyInfo(), "each has its own key");
        csms.AuthorizationOf("MTLS-1").ShouldBeNull();

        Status(await csms.CallAsync("MTLS-1", "ExtendedTriggerMessage", new { requestedMessage = "SignChargePointCertificate" })).ShouldBe("Accepted");
        await csms.WaitUntilAsync(c => c.Calls.Any(call => call.Action == "SignCertificate"), Limit, "a request for a certificate");
        var csr = csms.Calls.Last(c => c.Action == "SignCertificate").Payload.GetProperty("csr").GetString()!;
        var signed = operators.Sign(csr, CertificatePurpose.Station, Now.AddMinutes(-5), Now.AddDays(90))!;
        Status(await csms.CallAsync("MTLS-1", "CertificateSigned", new { certificateChain = operators.ChainPem(signed) })).ShouldBe("Accepted");
        await csms.WaitUntilAsync(c => c.CertificateOf("MTLS-1")?.Thumbprint == signed.Thumbprint, Limit, "the new certificate is shown");

        await gateway.KillAsync();
        var boots = Boots(csms);
        await gateway.StartAgainAsync();
        await csms.WaitUntilAsync(c => Boots(c) > boots, Limit, "it boots again after the kill");
        csms.CertificateOf("MTLS-1")!.Thumbprint.ShouldBe(signed.Thumbprint);
        csms.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_built_in_CSMS_takes_the_certificate_of_the_charger_and_no_other()
    {
        var ca = AuthorityFolder.Open(Path.Combine(_folder, "ca"), TimeProvider.System);
        var server = ca.Issue("server", TestCertificates.Order(CertificatePurpose.Server, "127.0.0.1", Now) with { Names = ["127.0.0.1"] });
        var secure = Shell.FreePort();
        await using var gateway = await GatewayProcess.StartAsync(
            "Kestrel:Endpoints:Plain:Url=http://127.0.0.1:{port}",
            $"Kestrel:Endpoints:Secure:Url=https://127.0.0.1:{secure}",
            $"Kestrel:Endpoints:Secure:Certificate:Path={server}",
            $"Kestrel:Endpoints:Secure:Certificate:KeyPath={Path.ChangeExtension(server, ".key.pem")}",
            $"Csms:StationRoots={Path.Combine(ca.Folder, AuthorityFolder.BundleFile)}",
            $"Tls:Authority={ca.Folder}",
            $"Tls:TrustedRoots={ca.RootPath}");
        var url = $"wss://127.0.0.1:{secure}/csms/00000000-0000-4000-8000-000000000001";

        var good = await gateway.Client.CreateChargerAsync("OWN-1", url, ("security_profile", 3));
        var bare = await gateway.Client.CreateChargerAsync("OWN-2", url.Replace("wss://127.0.0.1:" + secure, $"ws://127.0.0.1:{gateway.Port}", StringComparison.Ordinal));
        await gateway.Client.WaitForBootAsync(good, Limit);
        await gateway.Client.WaitForBootAsync(bare, Limit);

        using var foreign = X509Certificate2.CreateFromPemFile(
            ca.Issue("foreign", TestCertificates.Order(CertificatePurpose.Station, "somebody-else", Now)), Path.Combine(ca.Folder, "foreign.key.pem"));
        using var stranger = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new() { ClientCertificates = [foreign], RemoteCertificateValidationCallback = static (_, _, _, _) => true },
        });
        using var upgrade = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{secure}/csms/00000000-0000-4000-8000-000000000001/OWN-1");
        foreach (var (name, value) in new[] { ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Protocol", "ocpp1.6") })
            upgrade.Headers.TryAddWithoutValidation(name, value);
        using var answer = await stranger.SendAsync(upgrade);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Boots(RecordingCsms csms) => csms.Calls.Count(call => call is { Action: "BootNotification", Identity: "MTLS-1" });

    private static string? Status(JsonElement frame) => frame[2].GetProperty("status").GetString();

    private static bool IsOurs(X509Certificate2 shown, X509Chain? sent, string authority, CertificateAuthority operators)
    {
        var roots = new List<X509Certificate2> { operators.Certificate };
        var lab = Path.Combine(authority, "root.pem");
        if (File.Exists(lab))
            roots.AddRange(CertificateChain.Read(File.ReadAllText(lab)));
        return CertificateChain.Objection([shown, .. sent?.ChainPolicy.ExtraStore ?? []], roots, TimeProvider.System.GetUtcNow()) is null;
    }
}
