using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.Processes;
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
