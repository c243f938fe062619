using System.Text;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.V201;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>
/// Drivers that identify with the contract certificate of their EV (ISO 15118; 2.0.1 C07, M01): the token is the eMAID of the contract. The lab issues the
/// contracts; where it has no authority, or plug and charge is off, an eMAID is a token like any other.
/// </summary>
internal sealed class PlugAndCharge(Station station) : ICallOwner
{
    // Namespace of ISO 15118-2, and the first bytes of an EXI stream of it. What follows is opaque to the station that passes it on.
    private const string Schema = "urn:iso:15118:2:2013:MsgDef";
    private const int MaxChain = 5500;

    private readonly HashSet<string> _equipped = new(StringComparer.OrdinalIgnoreCase);

    public static bool Concerns(Station station, Token token)
        => token.Type == IdTokenType.EMAID
            && station.Spec.Version == OcppVersion.V201
            && station.Fleet.Certificates is not null
            && station.Configuration.Get(StandardSettings.PnCEnabled);

    /// <summary>Decides about a contract: first it is installed where that is on, then it is verified here or by the CSMS.</summary>
    public void Ask(Token token, object asker, Action<Verdict> then)
    {
        var isOnline = station.Boot.IsAccepted;
        if (!isOnline || !station.Configuration.Get(StandardSettings.ContractCertificateInstallationEnabled) || _equipped.Contains(token.Id))
        {
            Verify(token, asker, then);
            return;
        }

        var request = new Get15118EVCertificateRequest
        {
            Iso15118SchemaVersion = Schema,
            Action = CertificateAction.Install,
            ExiRequest = Convert.ToBase64String([0x80, 0x9A, .. Encoding.ASCII.GetBytes(token.Id)]),
        };
        station.Calls.Enqueue(OutCall.Of(request), this, new Installation(token, asker, then));
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var (token, asker, then) = (Installation)tag!;
        switch (answer.End)
        {
            case CallEnd.Result when OcppJson.Deserialize<Get15118EVCertificateResponse>(answer.Input.Payload.Span).Status == Iso15118EVCertificateStatus.Accepted:
                _equipped.Add(token.Id);
                Verify(token, asker, then);
                break;
            case CallEnd.Result:
                then(new Verdict(false, $"The CSMS has no contract certificate for '{token.Id}'."));
                break;
            default:
                var problem = answer.Problem("Get15118EVCertificate");
                station.Connection.Report(problem);
                then(new Verdict(false, problem));
                break;
        }
    }

    private void Verify(Token token, object asker, Action<Verdict> then)
    {
        var pem = station.Fleet.Certificates!.Contract(token.Id);
        var chain = pem is null ? [] : CertificateChain.Read(pem);
        if (chain.Count == 0)
        {
            then(new Verdict(false, $"The EV has no contract certificate for '{token.Id}'."));
            return;
        }

        var roots = station.Security.Certificates.Open(RootUse.MO).Concat(station.Security.Certificates.Open(RootUse.V2G)).ToList();
        var objection = CertificateChain.Objection(chain, roots, station.ClockNow);
        if (!station.Boot.IsAccepted)
            Offline(token, objection, then);
        else if (objection is null)
            station.Authorization.AskCsms(token, asker, then, OutCall.Of(new AuthorizeRequest { IdToken = V201Tokens.Of(token), Iso15118CertificateHashData = HashesOf(chain) }));
        else if (station.Configuration.Get(StandardSettings.CentralContractValidationAllowed) && pem!.Length <= MaxChain)
            station.Authorization.AskCsms(token, asker, then, OutCall.Of(new AuthorizeRequest { IdToken = V201Tokens.Of(token), Certificate = pem }));
        else
            then(new Verdict(false, $"The contract certificate of '{token.Id}' is refused: {objection}."));
    }

    /// <summary>C07: without the CSMS only where that is on and the certificate can be verified here; then the token has to be known, as any other.</summary>
    private void Offline(Token token, string? objection, Action<Verdict> then)
    {
        if (!station.Configuration.Get(StandardSettings.ContractValidationOffline))
            then(new Verdict(false, "Contracts are not accepted while the CSMS cannot be asked."));
        else if (objection is not null)
            then(new Verdict(false, $"The contract certificate of '{token.Id}' is refused: {objection}."));
        else
            station.Authorization.DecideOffline(token, then);
    }

    // Leaf first; at most four.
    private List<OcspRequestData> HashesOf(IReadOnlyList<System.Security.Cryptography.X509Certificates.X509Certificate2> chain)
    {
        var hashes = new List<OcspRequestData>();
        for (var i = 0; i < Math.Min(4, chain.Count); i++)
        {
            var hash = i + 1 < chain.Count ? CertificateHash.Of(chain[i], chain[i + 1], CertificateHashAlgorithm.SHA256) : station.Security.Certificates.HashOf(chain[i], CertificateHashAlgorithm.SHA256);
            hashes.Add(V2GStatus.OcspOf(hash, V2GStatus.ResponderOf(chain[i]) ?? ""));
        }

        return hashes;
    }

    internal sealed record Installation(Token Token, object Asker, Action<Verdict> Then);
}
