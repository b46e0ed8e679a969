"""French: phrases by role, separated by `;`."""

from __future__ import annotations

from typing import Final

from qd_core.reading.line_items.language.tags import Tag

__all__ = ["PHRASES"]

PHRASES: Final = {
    Tag.ASK: (
        "il m'en faut; il nous en faut; il en faut; il m'en faudrait; il nous en faudrait; souhait*; "
        "désir*; recherch*; nécessit*; devis; un devis; votre devis; devis pour; "
        "demande de devis; demande de prix; offre de prix; une offre; votre offre; "
        "votre meilleure offre; cotation; coter; cotez; soumission; une soumission; votre soumission; "
        "demande de soumission; chiffrer; chiffrage; proposer; nous proposer; "
        "faire parvenir; nous faire parvenir; besoin; besoins; besoin de; besoin d'; avons besoin; ai besoin; "
        "aurions besoin; aurais besoin; souhaitons; souhaite; souhaiterions; souhaiterais; aimerions; "
        "aimerais; aimerions avoir; aimerais avoir; voudrions; "
        "voudrais; voulons; cherchons; cherche; recherchons; recherche; nous faut; il nous faut; "
        "il me faut; il nous faudrait; il me faudrait; il nous faudra; il me faudra; il faudra; faudr*; "
        "il faudrait; désirons; désire; commander; acheter; "
        "intéressés par; intéressé par; consultation; pouvez-vous; pourriez-vous; avez-vous; établir; "
        "établir un devis; nous envoyer; m'envoyer; envoyez-nous; merci de; merci de nous; merci de me; "
        "même chose que la dernière fois; même chose que le mois dernier; même devis que la dernière fois; "
        "même devis que le mois dernier; même commande que la dernière fois; même commande que le mois dernier; "
        "pareil que la dernière fois; pareil que le mois dernier; "
        "comme d'habitude; comme toujours; comme la dernière fois; comme la semaine dernière; "
        "nous prendrons; je prends; je prendrai; je prendrais; on prendra; "
        "nous prendrions; on prendrait; on prend; nous prenons; prenez; prenons; mettons; "
        "veuillez; fournir; auriez-vous; auriez vous; aurais-tu; "
        "approvisionner; réapprovisionner; nécessaire; vendez-vous"
    ),
    Tag.PRICE: (
        "à combien; à combien est; à combien sont; à combien faites-vous; à combien vous faites; à combien tu fais; "
        "à combien vous vendez; à combien vendez-vous; c'est combien; ça fait combien; "
        "coûterait; coûteraient; coûtera; coûteront; vaudrait; vaudraient; "
        "prix; tarif; tarifs; coût; coûtent; coûte; combien; combien coûte; combien coûtent; "
        "quel est le prix; prix de; prix pour; prix unitaire; meilleur prix; prix des; prix du; vos prix"
    ),
    Tag.SELL: (
        "demandez votre devis; demandez vos devis; demandez un devis; obtenez votre devis; recevez votre devis; "
        "fabricant de; échantillons gratuits; échantillon gratuit; notre meilleur prix; "
        "nous nous permettons de vous présenter; souhaitons vous présenter; leader dans; "
        "nous vous proposons; nous offrons; nous vendons; nous fabriquons; nous sommes fabricants; "
        "se désabonner; désinscrire; offre spéciale; profitez; nos produits; nous proposons"
    ),
    Tag.PAST: (
        "expiré; périmé; la dernière fois; le mois dernier; l'année dernière; l'an dernier; "
        "la semaine dernière; dernière commande; avons acheté; avons commandé; avions; avions acheté; "
        "avions commandé; acheté; achetés; achetées; commandé; commandés; commandées; reçu; reçus; "
        "reçues; installé; installés; installées; montés; montées; livrés; livrées; était; étaient; "
        "a été; ont été; déjà; il y a; en panne; cassé; cassés; cassée; cassées; abîmé*; endommag*; "
        "défectu*; manquant; manquants; manquante; manquantes; pour mémoire; pour info; encore en stock; "
        "ancien devis; "
        "précédent devis; devis précédent"
    ),
    Tag.NEGATE: (
        "ne pas chiffrer; ne pas coter; pas besoin de; n'avons pas besoin; pas besoin; plus besoin; "
        "sauf; sans; excepté; hormis; à l'exception de; à part; inutile; ne nous faut pas; pas de; "
        "ne voulons pas; ne voulons plus; ne veux plus; ne veux pas; n'ai plus besoin; n'avons plus besoin"
    ),
    Tag.DROP: (
        "supprimer; supprimez; annuler; annulez; retirer; retirez; oubliez; enlever; enlevez; "
        "supprime; annule; retire; oublie; enlève; laisse tomber; "
        "plus besoin de; n'avons plus besoin; ignorez; ne tenez pas compte; laissez tomber; à supprimer; "
        "est annulé; sont annulés"
    ),
    Tag.CORRECT: (
        "correction; rectification; rectificatif; erratum; plutôt; finalement; en fait; pardon; désolé; "
        "désolée; modifier; modifiez; changer; changez; corriger; corrigez; passer à; passez à; passer; passez; "
        "mettez; mettre; mets; mets-en; modifie; corrige; "
        "il faut lire; lire; voulais dire; erreur; au final; mettez-en; augmenter; "
        "réduire; remplacer; porter à; c'est; ce sera"
    ),
    Tag.INSTEAD: "au lieu de; au lieu des; et non; et non pas; plutôt que; non; pas; à la place de",
    Tag.MORE: (
        "ajoute; rajoute; ajouter; ajoutez; en plus; supplémentaires; supplémentaire; de plus; encore; davantage; "
        "rajouter; rajoutez; plus; autres"
    ),
    Tag.JOINT: "avec; en; dans; sur; par; en cas de; dont",
    Tag.EXACT: "seulement; juste; exactement; précisément; uniquement; fermement",
    Tag.APPROX: (
        "environ; env; approximativement; à peu près; autour de; une; dans les; près de; grosso modo; "
        "plus ou moins; probablement; peut-être; presque"
    ),
    Tag.AT_MOST: "au maximum; maximum; max; jusqu'à; au plus; pas plus de; moins de",
    Tag.AT_LEAST: "au moins; minimum; min; plus de; au minimum",
    Tag.VAGUE: (
        "quelques; plusieurs; divers; diverses; certains; certaines; à définir; à préciser; "
        "à déterminer; selon besoin; selon les besoins; à confirmer; quantité à définir; beaucoup de; "
        "un certain nombre de; une poignée de; des; différents; inconnu; inconnue"
    ),
    Tag.BETWEEN: "entre; de",
    Tag.TO: "à; et; jusqu'à",
    Tag.AND: (
        "ainsi qu'; et; ainsi que; plus; de plus; puis; avec; également; en plus; aussi; mais aussi; "
        "et aussi; "
        "et enfin; enfin; par contre; en revanche"
    ),
    Tag.OR: "ou; ou bien; soit",
    Tag.EACH: (
        "chacun; chacune; de chaque; de chacun; de chacune; chaque; par modèle; par article; par référence"
    ),
    Tag.OF: "de; d'; du; des; de la; de l'; de vos; de votre; de ces; des vos; fois; x",
    Tag.ARTICLE: (
        "le; la; les; l'; du; des; notre; nos; votre; vos; leur; leurs; mon; mes; ma; ce; cet; cette; "
        "ces; tous; toutes; au; aux"
    ),
    Tag.ONE: "un; une",
    Tag.CLAUSE: (
        "maintenant; en stock; disponible; disponibles; je; nous; vous; il; elle; on; ils; elles; qui; "
        "que; qu'; où; parce; car; puisque; si; quand; comme; est; sont; sera; seront; était; "
        "avons; avez; ont; a; ai; ayant; pouvez; peut; peuvent; doit; doivent; mais; donc; alors; oui; "
        "non; seulement; merci; livré; urgent; urgente; rapidement; aujourd'hui; demain; hier; "
        "ci-dessous; j'ai; j'aurais; c'est; afin; afin de; me; te; se; lui; leur; quel; quelle; quels; "
        "quelles; comment; pourquoi; nécessaires; svp; idéalement; dès que; actuellement"
    ),
    Tag.DELIVERY: (
        "livraison; livraison à; livraison au; livraison sur; livrer; livrer à; livré; livrés; livrées; "
        "livré à; à livrer; livrable; adresse de livraison; lieu de livraison; expédition; expédier; "
        "expédition à; envoyer à; enlèvement; franco; destination; rendu; à notre; chantier; sur site; "
        "sur chantier; adresse de facturation; facturation; port compris; port dû; départ usine; délai; "
        "délais; délai de livraison; nous passerons; retrait"
    ),
    Tag.WHEN: (
        "avant; avant le; pour le; au plus tard; d'ici; d'ici le; jusqu'au; le; du; au; en; dans; sous; "
        "fin; début; mi; courant; à partir du; semaine; la semaine; date limite; échéance; dès; dans les"
    ),
    Tag.POLITE: (
        "s'il vous plaît; s'il vous plait; svp; merci; merci beaucoup; merci d'avance; je vous prie; "
        "votre retour; vos retours; un retour; votre prompt retour; retour rapide; si possible; par avance; "
        "cordialement; avec nos remerciements; remerciements; stp"
    ),
    Tag.GREETING: (
        "bonjour; bonsoir; madame; monsieur; messieurs; mesdames; cher; chère; chers; salut; "
        "madame monsieur; à tous; bonjour à tous; coucou"
    ),
    Tag.SIGNOFF: (
        "cordialement; bien cordialement; salutations; sincères salutations; meilleures salutations; "
        "bien à vous; cdt; cdlt; merci; merci d'avance; merci beaucoup; respectueusement; "
        "veuillez agréer; dans l'attente; bonne journée; bonne réception; à bientôt; bien à toi; "
        "vous remerciant par avance; avec nos remerciements; envoyé de mon iphone; en vous remerciant; "
        "salutations distinguées"
    ),
    Tag.MACHINE: (
        "assistant ia; intelligence artificielle; modèle de langage; note à l'ia; à l'attention de l'ia; "
        "agent ia; ignore les instructions; ignorez les instructions; ignore toutes; ignorez toutes; "
        "ignorez vos; note système; message système; robot; lecteur automatique; vos règles"
    ),
    Tag.GENERIC: (
        "suivant; suivants; suivante; suivantes; articles; article; liste; produits; produit; matériel; "
        "matériels; matériaux; fournitures; pièces; références; référence; devis; offre; prix; tarif; "
        "demande; commande; ci-dessous; ci-joint; pièce jointe; fichier; livraison; date; délai; délais; "
        "adresse; réponse; aide; informations; information; question; questions; remise; conditions; "
        "quantité; quantités; projet; chantier; total; ceux; celles; cela; ça; éléments; lignes; "
        "facture; catalogue; échantillon; fiche; client; société; disponibilité; fournisseur; "
        "remplacement; meilleure; meilleur; plus"
    ),
    Tag.NOT_GOODS: (
        "questions; choses; demandes; chambre; chambres; lits; couverts; "
        "jour; jours; semaine; semaines; mois; an; ans; année; années; heure; heures; minutes; "
        "personnes; employés; salariés; collaborateurs; pour cent; euros; eur; sites; agences; magasins; "
        "étages; bâtiments; pièces jointes; articles; lignes; jours ouvrés; jours ouvrables; fois; "
        "pages; références; options; types; projets; chantiers; devis; livraisons; degrés; clients; "
        "différents"
    ),
    Tag.QUANTITY: "qté; quantité; qte; quantités; nombre; nbre; nb; total; au total; quantité souhaitée",
    Tag.ITEM: (
        "réf; référence; ref; article; art; code; code article; n° article; désignation; produit; "
        "modèle; numéro; pièce; référence article; votre référence"
    ),
    Tag.REFERENCE: (
        "demande de prix; demande de devis; demande d'offre; demande d'achat; offre de prix; consultation; "
        "devis; devis n; commande; facture; affaire; chantier; projet; dossier; demande; offre; "
        "n° de commande; bon de commande; bc; bâtiment; bât; étage; salle; lot; phase; page; tél; tel; "
        "téléphone; fax; portable; mobile; siret; siren; tva; bp; cs; cedex; rcs; client; compte; "
        "marché; zone; entrée; poste; plan; rév; version; atelier; usine; quai; porte; hall; "
        "appel d'offres; ao; contrat; n client"
    ),
    Tag.LABEL: (
        "taille; t; tailles; type; classe; série; modèle; norme; nf; en; iso; din; n°; no; numéro; "
        "diamètre; ø; dn; pn; ral; indice; niveau; format; couleur; épaisseur; largeur; longueur; "
        "hauteur; pointure; grade; grain; catégorie; cat; nuance; qualité; section; filetage; schedule; "
        "sch; coloris; teinte; puissance; version; calibre; degré; snr; ip; force; dureté; entraxe; pas"
    ),
    Tag.MONTH: (
        "janvier; février; mars; avril; mai; juin; juillet; août; septembre; octobre; novembre; "
        "décembre; janv; févr; avr; juil; sept; oct; nov; déc"
    ),
    Tag.WEEKDAY: "lundi; mardi; mercredi; jeudi; vendredi; samedi; dimanche",
    Tag.STREET: (
        "rue; avenue; av; boulevard; bd; place; chemin; allée; impasse; quai; route; cours; square; "
        "zone industrielle; zi; za; zac; lotissement; cité; esplanade; passage"
    ),
    Tag.ORDINAL: (
        "premier; première; deuxième; second; seconde; troisième; quatrième; dernier; dernière; cinquième"
    ),
    Tag.LINE: "ligne; lignes; poste; article; position; pos; point; numéro; n°; item",
    Tag.SAME: (
        "de ceux-ci; de celles-ci; de ces derniers; des mêmes; du même; de la même; identiques; en; "
        "de cela; d'entre eux"
    ),
    Tag.LADDER: (
        "si moins cher; si c'est moins cher; si plus avantageux; "
        "paliers; palier; prix dégressifs; tarif dégressif; prix par; par quantité de; par quantités de; "
        "dégressif; tranches; pour des quantités de; quantités de"
    ),
    Tag.PURPOSE: "pour; destiné à; destinés à; adapté à; compatible avec",
    Tag.TOWARDS: "à; au; aux; vers; chez",
    Tag.ATTACHED: (
        "ci-joint; ci-joints; ci-jointe; pièce jointe; pièces jointes; en pièce jointe; en annexe; "
        "joint; jointe; joints; jointes; en pj; pj; joins; ci-annexé"
    ),
    Tag.SUPPORT: (
        "confirmer la date de livraison; confirmer la livraison; confirmer la réception; "
        "confirmer le délai de livraison; "
        "nous confirmer la date de livraison; date de livraison de la commande; "
        "facture; factures; relance; paiement; règlement; un avoir; votre avoir; "
        "cet avoir; demande d'avoir; note de crédit; réclamation; retour; garantie; "
        "défectueux; panne; suivi de commande; confirmation de commande; accusé de réception; "
        "bon de livraison; newsletter; désabonner; candidature; curriculum; lettre de motivation; "
        "absence; absent; enquête; mode d'emploi; notice; comment; mot de passe; fiche de sécurité; "
        "merci pour votre devis; merci pour votre offre; rendez-vous; remboursement; congés"
    ),
    Tag.HIRING: (
        "ma candidature; candidature spontanée; mon cv; mon curriculum; lettre de motivation; postuler; "
        "offre d'emploi"
    ),
    Tag.OCCASION: ("absence; enquête; rendez-vous; congés; notice"),
}
