using System.CommandLine;
using System.Security.Cryptography;
using Voltbench.Gateway.Hosting;
using Voltbench.Lab.Certificates;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Gateway.Cli;

/// <summary><c>voltbench ca</c>: the lab's certificate authority. Every command prints the files it wrote, one a line.</summary>
internal static class CaCommand
{
    private static readonly Dictionary<string, CertificateFlaw> Flaws = new(StringComparer.Ordinal)
    {
        ["expired"] = CertificateFlaw.Expired,
        ["not-yet-valid"] = CertificateFlaw.NotYetValid,
        ["wrong-name"] = CertificateFlaw.WrongName,
        ["unknown-issuer"] = CertificateFlaw.UnknownIssuer,
        ["revoked"] = CertificateFlaw.Revoked,
        ["weak-key"] = CertificateFlaw.WeakKey,
    };

    public static Command Create()
    {
        var command = new Command("ca", "Make the lab's certificate authority (root.pem and a sub-CA) when it is not there, and print its root.") { Dir(), Data() };
        command.SetAction(parsed => Run(parsed, static (ca, _) => [ca.RootPath]));
        command.Subcommands.Add(Server());
        command.Subcommands.Add(Named("station", "identity", "Client certificate of a charging station, CN = its serial number.", CertificatePurpose.Station));
        command.Subcommands.Add(Named("firmware", "name", "Certificate that signs firmware.", CertificatePurpose.FirmwareSigning));
        command.Subcommands.Add(Named("contract", "emaid", "Contract certificate of an EV driver (ISO 15118).", CertificatePurpose.Contract));
        command.Subcommands.Add(Named("secc", "name", "Certificate of a charging station towards the EV (ISO 15118).", CertificatePurpose.Secc));
        command.Subcommands.Add(Successor());
        command.Subcommands.Add(Sign());
        command.Subcommands.Add(Revoke());
        return command;
    }

    private static Command Server()
    {
        var names = new Argument<string[]>("name") { Description = "DNS names and IP addresses of the CSMS; the first is its CN.", Arity = ArgumentArity.OneOrMore };
        var terms = new Terms();
        var command = new Command("server", "Certificate of a CSMS.") { names };
        terms.AddTo(command);
        command.SetAction(parsed => Run(parsed, (ca, p) =>
        {
            var all = p.GetValue(names)!;
            return [.. terms.Issue(ca, p, "server", CertificatePurpose.Server, all[0], all)];
        }));
        return command;
    }

    private static Command Named(string kind, string argument, string description, CertificatePurpose purpose)
    {
        var name = new Argument<string>(argument);
        var terms = new Terms();
        var command = new Command(kind, description) { name };
        terms.AddTo(command);
        command.SetAction(parsed => Run(parsed, (ca, p) => [.. terms.Issue(ca, p, kind, purpose, p.GetValue(name)!, [])]));
        return command;
    }

    private static Command Successor()
    {
        var command = new Command("successor", "A new root that the old root signed, for AdditionalRootCertificateCheck.") { Dir(), Data() };
        command.SetAction(parsed => Run(parsed, static (ca, _) => [ca.Successor("root-2")]));
        return command;
    }

    private static Command Sign()
    {
        var file = new Argument<string>("request") { Description = "File with a certificate request in PEM (the csr of SignCertificate)." };
        var days = Days();
        var command = new Command("sign", "Sign a certificate request of a station; prints the chain that CertificateSigned carries.") { file, days, Dir(), Data() };
        command.SetAction(parsed => Run(parsed, (ca, p) =>
        {
            var request = File.ReadAllText(p.GetValue(file)!);
            return ca.Sign(request, CertificatePurpose.Station, TimeSpan.FromDays(p.GetValue(days))) is { } chain
                ? [chain]
                : throw new SettingsException($"{p.GetValue(file)} holds no certificate request in PEM.");
        }));
        return command;
    }

    private static Command Revoke()
    {
        var file = new Argument<string>("certificate") { Description = "File of the certificate." };
        var command = new Command("revoke", "Put a certificate on the list revoked.crl.pem.") { file, Dir(), Data() };
        command.SetAction(parsed => Run(parsed, (ca, p) =>
            [ca.Revoke(p.GetValue(file)!) ?? throw new SettingsException($"{p.GetValue(file)} holds no certificate in PEM.")]));
        return command;
    }

    private static Option<string?> Dir() => new("--dir") { Description = "Folder of the authority (default: ca in the data directory)." };

    private static Option<string?> Data() => new("--data") { Description = "Data directory of the gateway." };

    private static Option<int> Days() => new("--days") { Description = "Validity in days.", DefaultValueFactory = _ => 365 };

    private static int Run(ParseResult parsed, Func<AuthorityFolder, ParseResult, IReadOnlyList<string>> action)
    {
        try
        {
            var folder = parsed.GetValue<string?>("--dir");
            if (folder is null)
            {
                var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
                if (parsed.GetValue<string?>("--data") is { } data)
                    settings["Data:Directory"] = data;
                folder = Path.Combine(SettingsHosting.Read(settings).DataDirectory(), "ca");
            }

            foreach (var line in action(AuthorityFolder.Open(folder, TimeProvider.System), parsed))
                Console.Out.WriteLine(line);
            return 0;
        }
        catch (Exception e) when (e is SettingsException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            Console.Error.WriteLine($"voltbench: {e.Message}");
            return 2;
        }
    }

    /// <summary>The options that all kinds of certificates share.</summary>
    private sealed class Terms
    {
        private readonly Option<int> _days = Days();
        private readonly Option<string> _organization = new("--organization") { Description = "O of the subject: the CPO.", DefaultValueFactory = _ => "Voltbench Lab" };
        private readonly Option<bool> _rsa = new("--rsa") { Description = "RSA with 2048 bits instead of ECDSA P-256." };
        private readonly Option<string?> _ocsp = new("--ocsp") { Description = "Address of an OCSP responder to name in the certificate." };
        private readonly Option<string?> _bad = new("--bad") { Description = "What is to be wrong with it." };

        public void AddTo(Command command)
        {
            _bad.AcceptOnlyFromAmong([.. Flaws.Keys]);
            foreach (Option option in new Option[] { _days, _organization, _rsa, _ocsp, _bad, Dir(), Data() })
                command.Options.Add(option);
        }

        public IEnumerable<string> Issue(AuthorityFolder ca, ParseResult parsed, string kind, CertificatePurpose purpose, string name, IReadOnlyList<string> names)
        {
            var (from, to) = ca.For(TimeSpan.FromDays(parsed.GetValue(_days)));
            var order = new CertificateOrder(purpose, name, from, to)
            {
                Organization = parsed.GetValue(_organization),
                Names = names,
                Key = parsed.GetValue(_rsa) ? KeyKind.Rsa2048 : KeyKind.EcdsaP256,
                OcspUrl = parsed.GetValue(_ocsp),
            };
            var bad = parsed.GetValue(_bad);
            var file = string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
            file = bad is null ? $"{kind}-{file}" : $"{kind}-{file}-{bad}";
            var path = ca.Issue(file, order, bad is null ? CertificateFlaw.None : Flaws[bad]);
            yield return path;
            yield return Path.ChangeExtension(path, ".key.pem");
            if (bad == "revoked")
                yield return Path.Combine(ca.Folder, AuthorityFolder.RevokedFile);
        }
    }
}
