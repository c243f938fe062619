using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>
/// What only secured stations need; the others never make one. OCPP 1.6 security whitepaper, OCPP 2.0.1 part 2 blocks A, M and B09/B10.
/// </summary>
internal sealed class StationSecurity(Station station)
{
    private CertificateStore? _certificates;
    private CertificateSigning? _signing;
    private SecurityEvents? _events;
    private NetworkProfiles? _network;
    private PlugAndCharge? _contracts;
    private V2GStatus? _v2g;
    private LaneTimer? _reconnect;
    private bool _isStarted;

    public CertificateStore Certificates => _certificates ??= new CertificateStore(station);

    public CertificateSigning Signing => _signing ??= new CertificateSigning(station);

    public SecurityEvents Events => _events ??= new SecurityEvents(station);

    public NetworkProfiles Network => _network ??= new NetworkProfiles(station);

    public PlugAndCharge Contracts => _contracts ??= new PlugAndCharge(station);

    public V2GStatus V2G => _v2g ??= new V2GStatus(station);

    /// <summary>Whether a network profile decides where the station connects.</summary>
    public NetworkProfiles? NetworkIfAny => _network;

    public CertificateStore? CertificatesIfAny => _certificates;

    /// <summary>The documents are taken up.</summary>
    public void OnRestored()
    {
        if (_network is { IsOfAnotherBase: true })
            ForgetOverrides();
        if (_certificates is not null)
        {
            Signing.OnRestored();
            Signing.ArmRenewal();
            V2G.Arm();
        }
    }

    /// <summary>The first BootNotification of this life was accepted, or a later one: events that wait go out.</summary>
    public void OnRegistered(BootCause cause)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            if (cause != BootCause.Reconnect) // security can come into a life that the CSMS knows already
                Events.Report(cause is BootCause.PowerUp or BootCause.Triggered ? SecurityEvent.StartupOfTheDevice : SecurityEvent.ResetOrReboot, cause.ToString());
        }

        _events?.OnOnline();
        _signing?.OnOnline();
    }

    public void OnConnected(StationLink link)
    {
        _network?.OnConnected();
        _certificates?.OnConnected(link.Anchor);
        _events?.OnConnected();
    }

    public void OnConnectFailed(ConnectProblem problem)
    {
        switch (problem.Trouble)
        {
            case LinkTrouble.Unauthorized:
                Events.ReportOnce(SecurityEvent.FailedToAuthenticateAtCsms, problem.Description);
                break;
            case LinkTrouble.ServerCertificate:
                Events.ReportOnce(SecurityEvent.InvalidCsmsCertificate, problem.Description);
                break;
            case LinkTrouble.TlsVersion:
                Events.ReportOnce(SecurityEvent.InvalidTLSVersion, problem.Description);
                break;
            case LinkTrouble.Tls:
                _certificates?.OnRefused();
                break;
        }

        _network?.OnFailed();
    }

    /// <summary>Key, identity, profile or certificate changed: the connection begins anew once the CSMS has its answer.</summary>
    public void Reconnect()
    {
        if (!station.IsLeaving)
            station.Arm(ref _reconnect, station.Connection.Renew, TimeSpan.Zero);
    }

    /// <summary>The key changed (A01).</summary>
    public void OnKeyChanged()
    {
        Network.NoteBase();
        Events.Report(SecurityEvent.ReconfigurationOfSecurityParameters, "The password of Basic authentication was changed.");
        if (Access.Of(station).Profile is 1 or 2)
            Reconnect();
    }

    public void OnIdentityChanged()
    {
        Network.NoteBase();
        Events.Report(SecurityEvent.ReconfigurationOfSecurityParameters, "The identity was changed.");
        Reconnect();
    }

    /// <summary>What the CSMS set of the connection goes: its owner has named another one.</summary>
    public void ForgetOverrides()
    {
        station.Configuration.Forget(StandardSettings.AuthorizationKey);
        station.Configuration.Forget(StandardSettings.Identity);
        station.Configuration.Forget(StandardSettings.SecurityProfile);
        station.Configuration.Forget(StandardSettings.NetworkConfigurationPriority);
        _network?.Reset();
    }
}
