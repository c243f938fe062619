using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>
/// New keys and their certificates: on request of the CSMS (A02) or a month before the old certificate ends (A03). The private key never leaves the station.
/// </summary>
internal sealed class CertificateSigning(Station station) : ICallOwner
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan RenewAgain = TimeSpan.FromDays(1);

    private Round? _client;
    private Round? _v2g;
    private LaneTimer? _renewal;
    private LaneTimer? _next;

    /// <summary>Subject of the station's certificate: its serial number, which names it towards the CSMS, and the operator (A00.FR.509, A00.FR.511).</summary>
    public static X500DistinguishedName SubjectOf(Station station)
        => CertificateName.Of(CommonNameOf(station), station.Configuration.Get(StandardSettings.CpoName));

    public static string CommonNameOf(Station station) => station.Spec.SerialNumber.Length > 0 ? station.Spec.SerialNumber : station.Spec.Identity;

    /// <summary>Makes a key and sends its request. One that is under way is replaced.</summary>
    public void Begin(CertificateSigningUse use)
    {
        var subject = use == CertificateSigningUse.V2GCertificate
            ? CertificateName.Of(
                station.Configuration.Get(StandardSettings.SeccId),
                station.Configuration.Get(StandardSettings.Iso15118OrganizationName),
                station.Configuration.Get(StandardSettings.Iso15118CountryName))
            : SubjectOf(station);
        // ISO 15118-2 knows elliptic curves only.
        var kind = use == CertificateSigningUse.V2GCertificate ? KeyKind.EcdsaP256 : station.Fleet.Options.StationKey;
        station.Run(
            _ =>
            {
                using var key = KeyPair.Create(kind);
                return Task.FromResult(new SigningRequest { Use = use, Key = key.Export(), Csr = key.SigningRequest(subject) });
            },
            Send);
    }

    /// <summary>Takes what CertificateSigned brings; null when it is accepted, otherwise what is wrong with it (A02.FR.06).</summary>
    public string? Take(string pem, CertificateSigningUse use)
    {
        var store = station.Security.Certificates;
        var request = store.Requests.FirstOrDefault(r => r.Use == use);
        var objection = request is null ? "There is no certificate request under way." : Objection(request, pem);
        if (objection is not null)
        {
            station.Security.Events.Report(SecurityEvent.InvalidChargingStationCertificate, objection);
            return objection;
        }

        store.Take(request!, CertificateChain.Read(pem));
        End(use);
        station.Security.Events.Report(SecurityEvent.ReconfigurationOfSecurityParameters, $"A new certificate is in use: {use}.");
        if (use == CertificateSigningUse.V2GCertificate)
            station.Security.V2G.Refresh();
        else if (Access.Of(station).Profile == 3)
            station.Security.Reconnect();
        ArmRenewal();
        return null;
    }

    /// <summary>Requests outlive the process: they are sent again when the station is back.</summary>
    public void OnRestored()
    {
        foreach (var request in station.Security.Certificates.Requests)
            Set(request.Use, new Round(request));
    }

    public void OnOnline()
    {
        Transmit(_client);
        Transmit(_v2g);
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var round = (Round)tag!;
        if (Get(round.Request.Use) != round)
            return;
        round.IsUnderWay = false;
        switch (answer.End)
        {
            case CallEnd.Lost:
                return; // again when the station is registered
            case CallEnd.Result when !SecurityMessages.ReadSignCertificate(station, answer.Input):
                End(round.Request.Use);
                station.Security.Certificates.Drop(round.Request.Use);
                return;
            case CallEnd.Result:
                round.IsSent = true;
                break;
            default:
                station.Connection.Report(answer.Problem("SignCertificate"));
                break;
        }

        Wait(round);
    }

    /// <summary>Looks at the certificate again when its renewal is due.</summary>
    public void ArmRenewal()
    {
        if (station.Security.Certificates.Next is { } next)
            station.Arm(ref _next, Promote, next.NotBefore - station.ClockNow + TimeSpan.FromSeconds(1));
        if (station.Security.Certificates.Client is not { } client)
            return;
        var due = client.NotAfter - RenewBefore - station.ClockNow;
        station.Arm(ref _renewal, Renew, due > TimeSpan.Zero ? due : TimeSpan.FromSeconds(1));
    }

    private void Promote()
    {
        if (station.Security.Certificates.Promote() && Access.Of(station).Profile == 3)
            station.Connection.Renew();
        ArmRenewal();
    }

    private void Renew()
    {
        if (station.Security.Certificates.Client is { } client && client.NotAfter - RenewBefore > station.ClockNow)
        {
            ArmRenewal();
            return;
        }

        if (_client is null || _client.Repeats > station.Configuration.Get(StandardSettings.CertSigningRepeatTimes))
            Begin(CertificateSigningUse.ChargingStationCertificate);
        station.Arm(ref _renewal, Renew, RenewAgain);
    }

    private void Send(SigningRequest request)
    {
        station.Security.Certificates.Add(request);
        var round = new Round(request);
        Set(request.Use, round);
        Transmit(round);
    }

    private void Transmit(Round? round)
    {
        if (round is null || round.IsSent || round.IsUnderWay || !station.Boot.IsAccepted)
            return;
        round.IsUnderWay = true;
        station.Calls.Enqueue(SecurityMessages.SignCertificate(station, round.Request.Csr, round.Request.Use), this, round);
    }

    /// <summary>
    /// No certificate within the wait: the same request again, each time after twice as long (A02.FR.17–19 of 2.0.1). CertSigningRepeatTimes counts how often
    /// the wait doubles, so that there is one repetition more.
    /// </summary>
    private void Wait(Round round)
    {
        if (round.Repeats > station.Configuration.Get(StandardSettings.CertSigningRepeatTimes))
            return;
        var wait = station.Configuration.Get(StandardSettings.CertSigningWaitMinimum) * Math.Pow(2, round.Repeats);
        station.Arm(ref round.Timer, () => Repeat(round), wait);
    }

    private void Repeat(Round round)
    {
        if (Get(round.Request.Use) != round)
            return;
        round.Repeats++;
        round.IsSent = false;
        Transmit(round);
    }

    private void End(CertificateSigningUse use)
    {
        Get(use)?.Timer?.Cancel();
        Set(use, null);
    }

    private string? Objection(SigningRequest request, string pem)
    {
        if (CertificateChain.Read(pem) is not { Count: > 0 } chain)
            return "This is no X.509 certificate in PEM.";
        if (pem.Length > station.Configuration.Get(StandardSettings.CertificateSignedMaxChainSize))
            return "The chain is longer than the station takes.";
        using var key = KeyPair.Import(request.Key);
        if (!chain[0].PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.PublicKey()))
            return "The certificate is not for the key of the request.";
        if (CertificateQuality.Objection(chain[0], station.ClockNow, mayBeEarly: true) is { } objection)
            return objection;
        if (request.Use == CertificateSigningUse.ChargingStationCertificate && CertificateName.CommonName(chain[0]) != CommonNameOf(station))
            return "The common name of the certificate is not the station's serial number.";
        var roots = Hierarchy(request.Use);
        var time = chain[0].NotBefore.ToUniversalTime() > station.ClockNow.UtcDateTime ? chain[0].NotBefore.ToUniversalTime() : station.ClockNow;
        return roots.Count > 0 && CertificateChain.Objection(chain, roots, time) is { } why ? $"The certificate is not of the operator's hierarchy: {why}." : null;
    }

    /// <summary>The roots that the certificate has to lead to: installed ones, else the lab's. Where there are none at all, any hierarchy will do.</summary>
    private IReadOnlyList<X509Certificate2> Hierarchy(CertificateSigningUse use)
    {
        var installed = station.Security.Certificates.Open(use == CertificateSigningUse.V2GCertificate ? RootUse.V2G : RootUse.Csms);
        return installed.Count > 0 || use == CertificateSigningUse.V2GCertificate ? installed : station.Fleet.Certificates?.Roots ?? [];
    }

    private Round? Get(CertificateSigningUse use) => use == CertificateSigningUse.V2GCertificate ? _v2g : _client;

    private void Set(CertificateSigningUse use, Round? round)
    {
        Get(use)?.Timer?.Cancel();
        if (use == CertificateSigningUse.V2GCertificate)
            _v2g = round;
        else
            _client = round;
    }

    /// <summary>One request and how often it was sent.</summary>
    private sealed class Round(SigningRequest request)
    {
        public LaneTimer? Timer;

        public SigningRequest Request { get; } = request;

        public int Repeats { get; set; }

        public bool IsUnderWay { get; set; }

        public bool IsSent { get; set; }
    }
}
