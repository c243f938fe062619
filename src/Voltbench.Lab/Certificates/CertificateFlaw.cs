using Voltbench.Ocpp.Certificates;

namespace Voltbench.Lab.Certificates;

/// <summary>What can be wrong with a certificate on purpose.</summary>
public enum CertificateFlaw
{
    None,

    /// <summary>Its time is over since yesterday.</summary>
    Expired,

    /// <summary>Its time begins tomorrow.</summary>
    NotYetValid,

    /// <summary>It is for somebody else.</summary>
    WrongName,

    /// <summary>An authority issued it that nobody knows.</summary>
    UnknownIssuer,

    /// <summary>It is on the list of revoked certificates.</summary>
    Revoked,

    /// <summary>RSA with 1024 bits (OCPP 1.6 security whitepaper A00.FR.502 wants 2048).</summary>
    WeakKey,
}

internal static class CertificateFlaws
{
    /// <summary>The order with its flaw built in; those of the issuer are the folder's.</summary>
    public static CertificateOrder Apply(this CertificateFlaw flaw, CertificateOrder order, DateTimeOffset now) => flaw switch
    {
        CertificateFlaw.Expired => order with { NotBefore = now.AddDays(-30), NotAfter = now.AddDays(-1) },
        CertificateFlaw.NotYetValid => order with { NotBefore = now.AddDays(1), NotAfter = now.AddDays(30) },
        CertificateFlaw.WrongName => order with { CommonName = "somebody-else", Names = order.Names.Count > 0 ? ["somebody-else.example"] : [] },
        CertificateFlaw.WeakKey => order with { Key = KeyKind.Rsa1024 },
        _ => order,
    };
}
