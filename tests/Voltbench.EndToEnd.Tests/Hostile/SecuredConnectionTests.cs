using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Testing.Csms;
using Voltbench.Testing.Wire;

namespace Voltbench.EndToEnd.Tests.Hostile;

/// <summary>Security profiles 1 and 2 from the API to the wire (OCPP 1.6 security whitepaper §3).</summary>
public sealed class SecuredConnectionTests : IDisposable
{
    private const string Key = "a-key-of-20-letters!";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("vb-tls-").FullName;

    [Fact]
    public async Task A_charger_sends_its_key_over_ws_and_over_wss_to_a_trusted_csms_and_not_to_another()
    {
        using var trusted = Certificate();
        using var stranger = Certificate();
        var roots = Path.Combine(_folder, "roots.pem");
        await File.WriteAllTextAsync(roots, trusted.ExportCertificatePem());
        await using var plain = await RecordingCsms.StartAsync();
        await using var secured = await RecordingCsms.StartAsync(trusted);
        await using var other = await RecordingCsms.StartAsync(stranger);
        await using var gateway = await GatewayProcess.StartAsync($"Tls:TrustedRoots={roots}");

        await gateway.Client.CreateChargerAsync("BASIC", plain.Url, ("security_profile", 1), ("authorization_key", Key));
        await gateway.Client.CreateChargerAsync("TLS", secured.Url, ("security_profile", 2), ("authorization_key", Key));
        var refused = await gateway.Client.CreateChargerAsync("STRANGER", other.Url, ("security_profile", 2), ("authorization_key", Key));
        await plain.WaitUntilAsync(c => c.Calls.Any(call => call.Action == "BootNotification"), Limit, "boot over ws");
        await secured.WaitUntilAsync(c => c.Calls.Any(call => call.Action == "BootNotification"), Limit, "boot over wss");

        plain.AuthorizationOf("BASIC").ShouldBe(Basic("BASIC"));
        secured.AuthorizationOf("TLS").ShouldBe(Basic("TLS"));
        (await gateway.Client.LastErrorAsync(refused, "a stranger's certificate", Limit)).ShouldContain("certificate", Case.Insensitive);
        other.Connected.ShouldBeEmpty();
        gateway.Output.ShouldNotContain(Key);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Basic(string identity) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{identity}:{Key}"));

    private static X509Certificate2 Certificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        return TestCertificates.SelfSigned(["127.0.0.1"], now.AddHours(-1), now.AddHours(1));
    }
}
