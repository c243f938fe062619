using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>What became of an operation on installed certificates; the reason is as OCPP 2.0.1 part 2 appendix 5 calls it.</summary>
internal readonly record struct StoreVerdict(StoreStatus Status, string? ReasonCode = null, string? Why = null)
{
    public static StoreVerdict Rejected(string why, string reasonCode = "InvalidCertificate") => new(StoreStatus.Rejected, reasonCode, why);
}

internal enum StoreStatus : byte
{
    Accepted,
    Rejected,
    Failed,
    NotFound,
}

/// <content>Use cases M03–M05: what the CSMS installs, lists and deletes.</content>
internal sealed partial class CertificateStore
{
    /// <summary>Installs a root (M05).</summary>
    public StoreVerdict Install(RootUse use, string pem)
    {
        if (CertificateChain.Read(pem) is not [var certificate])
            return StoreVerdict.Rejected("This is not one X.509 certificate in PEM.");
        if (CertificateQuality.Objection(certificate, station.ClockNow) is { } objection)
            return StoreVerdict.Rejected(objection);
        if (!CertificateQuality.IsAuthority(certificate))
            return StoreVerdict.Rejected("The certificate is not that of an authority.");
        if (_kept.Roots.Any(r => r.Use == use && !r.IsFallback && r.Der.AsSpan().SequenceEqual(certificate.RawData)))
            return new StoreVerdict(StoreStatus.Accepted, "NoError", "The certificate is installed already.");
        if (_kept.Roots.Count >= MaxLength)
            return StoreVerdict.Rejected($"The station keeps at most {MaxLength} certificates.", "OutOfStorage");

        var added = new StoredRoot { Use = use, Der = certificate.RawData };
        var roots = _kept.Roots;
        if (use == RootUse.Csms && station.Configuration.Get(StandardSettings.AdditionalRootCertificateCheck))
        {
            var old = roots.FirstOrDefault(static r => r.Use == RootUse.Csms && !r.IsFallback);
            if (old is not null && !CertificateChain.IsSignedBy(certificate, old.Open()))
                return StoreVerdict.Rejected("The certificate is not signed by the root that it replaces."); // M05.FR.10
            // M05.FR.08, M05.FR.11: one root, and the one before it as fallback.
            roots = [.. roots.Where(r => r.Use != RootUse.Csms || r == old).Select(r => r == old ? r with { IsFallback = true } : r)];
        }

        Keep(_kept with { Roots = [.. roots, added] });
        return new StoreVerdict(StoreStatus.Accepted);
    }

    /// <summary>Deletes a certificate (M04).</summary>
    public StoreVerdict Delete(CertificateHash hash)
    {
        if (_kept.Roots.FirstOrDefault(r => HashOf(r.Open(), hash.Algorithm).Matches(hash)) is { } root)
        {
            if (root.Use == RootUse.Csms && station.Connection.IsOpen && _anchor is not null && root.Der.AsSpan().SequenceEqual(_anchor))
                return new StoreVerdict(StoreStatus.Failed, "InUse", "The certificate verifies the connection in use."); // M04.FR.06
            Keep(_kept with { Roots = [.. _kept.Roots.Where(r => r != root)] });
            return new StoreVerdict(StoreStatus.Accepted);
        }

        foreach (var own in new[] { _kept.Client, _kept.Previous, _kept.Next })
        {
            if (own is not null && HashOf(own, 0, hash.Algorithm).Matches(hash))
                return new StoreVerdict(StoreStatus.Failed, "InUse", "The station's own certificate cannot be deleted."); // M04.FR.05
        }

        if (_kept.V2G is { } v2g && HashOf(v2g, 0, hash.Algorithm).Matches(hash))
        {
            Keep(_kept with { V2G = null });
            return new StoreVerdict(StoreStatus.Accepted);
        }

        return new StoreVerdict(StoreStatus.NotFound);
    }

    /// <summary>Names an installed certificate by hashes of its issuer, which is looked for among the others.</summary>
    public CertificateHash HashOf(X509Certificate2 certificate, CertificateHashAlgorithm algorithm)
    {
        if (CertificateChain.IsSelfIssued(certificate))
            return CertificateHash.Of(certificate, certificate, algorithm);
        foreach (var candidate in _kept.Roots)
        {
            using var issuer = candidate.Open();
            if (certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData))
                return CertificateHash.Of(certificate, issuer, algorithm);
        }

        return CertificateHash.Of(certificate, certificate, algorithm);
    }

    /// <summary>Names one of the station's own certificates or one above it.</summary>
    public CertificateHash HashOf(OwnCertificate own, int index, CertificateHashAlgorithm algorithm)
    {
        var certificate = X509CertificateLoader.LoadCertificate(own.Chain[index]);
        return index + 1 < own.Chain.Count
            ? CertificateHash.Of(certificate, X509CertificateLoader.LoadCertificate(own.Chain[index + 1]), algorithm)
            : HashOf(certificate, algorithm);
    }
}
