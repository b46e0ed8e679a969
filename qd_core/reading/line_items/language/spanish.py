"""Spanish: phrases by role, separated by `;`."""

from __future__ import annotations

from typing import Final

from qd_core.reading.line_items.language.tags import Tag

__all__ = ["PHRASES"]

PHRASES: Final = {
    Tag.ASK: (
        "se nos han acabado; se nos ha acabado; nos hemos quedado sin; me he quedado sin; "
        "añade; añádeme; añadid; añadidme; añadan; añada; agrega; agregue; agreguen; "
        "pido; os pido; te pido; le pido; les pido; si te pido; si os pido; podríais; podéis; ponme; ponedme; "
        "póngame; "
        "pónganme; necesit*; solicit*; requer*; cotiz*; presupuest*; cotizar; cotización; cotizarme; cotizarnos; "
        "coticen; cotice; cotizacion de; presupuesto; presupuestar; un presupuesto; presupuesto para; "
        "presupuesto de; oferta; una oferta; su oferta; su mejor oferta; ofertar; necesitamos; necesito; "
        "necesitaríamos; necesitaría; quería; queríamos; querría; querríamos; se necesita; se necesitan; "
        "nos hace falta; nos hacen falta; "
        "hace falta; hacen falta; precisamos; preciso; requerimos; requiero; queremos; quisiéramos; "
        "quisiera; quiero; querríamos; querría; nos gustaría; me gustaría; desearíamos; deseamos; "
        "solicitamos; solicito; solicitud; buscamos; busco; interesados en; interesado en; comprar; "
        "pedir; encargar; adquirir; enviarnos; enviarme; envíen; envíenos; pueden enviarnos; pueden; "
        "podrían; podría; puede; me pueden; nos pueden; pásame; pasarme; pasarnos; hagan llegar; "
        "como siempre; lo de siempre; como la última vez; como la semana pasada; nos llevamos; me llevo; cogeríamos; "
        "hacernos llegar; consulta; tienen; tienes; tenéis; disponen de; venden; reponer; suministrar; rfq; "
        "ocupo; ocupamos; ocuparía; ocuparíamos; vamos a ocupar; voy a ocupar; me urge; me urgen; nos urge; nos urgen; "
        "manejan; manejas; cuentan con; cuenta con; se requiere; se requieren; favor de cotizar; "
        "surtir; súrtame; surtirnos; surtirme"
    ),
    Tag.PRICE: (
        "cuánto sale; cuánto salen; en cuánto sale; en cuánto salen; en cuánto me sale; en cuánto me salen; "
        "costar*; a cuánto me dejas; a cuánto me dejáis; a cuánto nos dejas; a cuánto nos dejáis; a cuánto me deja; "
        "a cuánto me sale; a cuánto me salen; a cuánto nos sale; a cuánto nos salen; a cuánto sale; a cuánto salen; "
        "a cuánto me saldría; a cuánto me saldrían; a cuánto está; a cuánto están; a cuánto tenéis; a cuánto tienes; "
        "a cuánto tienen; cuánto me cobras; cuánto me cobráis; cuánto nos cobráis; cuánto me costaría; "
        "cuánto me costarían; cuánto nos costaría; cuánto nos costarían; cuánto sería; cuánto serían; "
        "cuánto me saldría; cuánto me saldrían; qué me costaría; qué me costarían; "
        "precio; precios; cuánto; cuánto cuesta; cuánto cuestan; cuánto vale; cuánto valen; cuesta; "
        "cuestan; coste; costo; tarifa; tarifas; precio de; precio para; precio unitario; mejor precio; "
        "qué precio; a cómo; precio por"
    ),
    Tag.SELL: (
        "solicite su presupuesto; solicita tu presupuesto; pida su presupuesto; pide tu presupuesto; "
        "fabricante de; muestras gratis; muestra gratis; nuestro mejor precio; queremos presentarle; "
        "nos gustaría presentarle; empresa líder; ofrecemos; le ofrecemos; les ofrecemos; vendemos; "
        "fabricamos; somos fabricantes; darse de baja; oferta especial; aproveche; nuestros productos; "
        "suscripción"
    ),
    Tag.PAST: (
        "caducado; caducada; vencido; vencida; la última vez; el mes pasado; el año pasado; "
        "la semana pasada; último pedido; compramos; compré; pedimos; pedí; recibimos; recibí; "
        "instalamos; instalado; instalados; comprado; comprados; compradas; habíamos; teníamos; "
        "montamos; llegaron; llegó; era; eran; fue; fueron; ya tenemos; ya hemos; hace un mes; "
        "hace un año; hace meses; averiado; averiad*; roto; rotos; rota; rotas; dañad*; defectuos*; faltan; "
        "faltaron; faltaban; fallaron; para referencia; a modo de referencia; "
        "todavía tenemos; aún tenemos; anterior; entregaron"
    ),
    Tag.NEGATE: (
        "no cotizar; no coticen; no necesitamos; ya no necesitamos; no hace falta; no hacen falta; sin; "
        "excepto; salvo; menos; no incluir; no incluyan; aparte de; no queremos; no presupuestar"
    ),
    Tag.DROP: (
        "quita; quítame; quítalo; quítala; quítalos; quítalas; quitamos; elimina; eliminad; anula; anulad; olvida; "
        "olvídate de; olvidaos de; sácame; ya no necesito; ya no me hace falta; ya no me hacen falta; "
        "ya no nos hace falta; ya no nos hacen falta; eliminar; eliminen; elimine; quitar; quiten; quite; "
        "quitad; anular; anulen; cancelar; cancelen; "
        "cancele; olvidar; olviden; olvide; ignorar; ignoren; descartar; descarten; ya no necesitamos; "
        "ya no hace falta; ya no hacen falta; suprimir; borrar; retirar"
    ),
    Tag.CORRECT: (
        "corrección; correción; corrijo; corregir; rectificación; rectifico; mejor; perdón; perdona; "
        "disculpa; disculpen; disculpe; lo siento; en realidad; quería decir; quise decir; cambiar; "
        "cambien; cambie; cambiad; modificar; modifiquen; que sean; sean; deberían ser; debe ser; "
        "deben ser; son; error; actualizar; ponga; pongan; poner; cambia; cámbialo; cámbiame; súbelo; súbeme; "
        "bájame; rectifica; corrige; que al final son; aumentar; reducir; subir; bajar; "
        "finalmente; al final; sino; mejor dicho; ahora; hagan que sean"
    ),
    Tag.INSTEAD: (
        "donde puse; donde ponía; donde pone; donde dice; donde decía; en vez de; en lugar de; no; y no; "
        "en lugar de los; en vez de los; antes"
    ),
    Tag.MORE: (
        "añade; añádeme; añadid; añadidme; agrega; agregad; súmale; súmame; sumadle; apúntame; añadir; añadan; "
        "añada; agregar; agreguen; agregue; "
        "más; adicionales; adicional; además; otros; "
        "otras; sumar; otro; otra"
    ),
    Tag.JOINT: "con; en; por; desde",
    Tag.EXACT: "solo; sólo; exactamente; solamente; únicamente",
    Tag.APPROX: (
        "aproximadamente; aprox; unos; unas; alrededor de; cerca de; en torno a; más o menos; sobre; "
        "probablemente; quizás; estimado; casi; aproximado"
    ),
    Tag.AT_MOST: "hasta; como máximo; máximo; max; no más de; a lo sumo; menos de",
    Tag.AT_LEAST: "al menos; como mínimo; mínimo; min; más de; por lo menos",
    Tag.VAGUE: (
        "otros tantos; otras tantas; el doble de; el doble; algunos; algunas; varios; varias; unos cuantos; "
        "unas cuantas; unos pocos; unas pocas; "
        "por definir; por confirmar; a definir; según necesidad; diversos; diversas; muchos; muchas; "
        "por determinar; pocos; pocas; cantidad por confirmar; desconocido"
    ),
    Tag.BETWEEN: "entre; de; desde",
    Tag.TO: "a; y; hasta",
    Tag.AND: "y; e; además; así como; también; más; y además; junto con; luego; y también; en cambio",
    Tag.OR: "o; u; o bien; y/o; alternativamente",
    Tag.EACH: (
        "cada uno; cada una; de cada; de cada uno; de cada una; cada; por modelo; por artículo; c/u; "
        "por referencia"
    ),
    Tag.OF: "de; del; de la; de los; de las; de su; de sus; de estos; por; x",
    Tag.ARTICLE: (
        "el; la; los; las; nuestro; nuestra; nuestros; nuestras; su; sus; mi; mis; este; esta; estos; "
        "estas; todo; todos; todas; ambos; al; vuestro; vuestra; esos; esas"
    ),
    Tag.ONE: "un; una",
    Tag.CLAUSE: (
        "en cuanto llegue; en cuanto lleguen; en cuanto tenga; en cuanto tengan; en cuanto tengamos; en cuanto pueda; "
        "en cuanto puedan; en cuanto sepa; en cuanto reciba; en cuanto recibamos; en cuanto confirme; "
        "ahora; en stock; disponible; disponibles; en existencia; yo; os; nosotros; usted; ustedes; él; "
        "ella; ellos; que; quien; cual; porque; ya que; si; cuando; como; donde; es; son; está; están; "
        "será; serán; hay; ha; han; hemos; tiene; puede; pueden; debe; pero; sino; sí; no; solo; sólo; "
        "gracias; urgente; urgentemente; hoy; mañana; ayer; nos; me; le; les; lo; se; te; qué; cómo; "
        "cuándo; pues; entonces; para que; entregado; necesario; necesarios; preferiblemente; "
        "idealmente; actualmente; depende; lo antes"
    ),
    Tag.DELIVERY: (
        "entrega; entrega en; entregar; entregar en; entregado en; para entrega; para entrega en; "
        "dirección de entrega; lugar de entrega; envío; envío a; enviar a; enviar; destino; recogida; "
        "recogemos; portes; obra; en obra; a obra; dirección de facturación; facturación; puesto en; "
        "franco; a nuestro; a nuestra; en nuestra; en nuestro; plazo; plazo de entrega; despacho a; "
        "despachar; puestos en; entregados en; con entrega; transporte"
    ),
    Tag.WHEN: (
        "antes del; antes de; para el; hasta el; el; al; del; a más tardar; como muy tarde; en; "
        "dentro de; a finales de; a principios de; finales de; fecha; fecha límite; semana; desde el; "
        "para; a partir del; en un plazo"
    ),
    Tag.POLITE: (
        "por favor; gracias; muchas gracias; si es posible; de antemano; gracias de antemano; porfa; "
        "muy amable; si pueden; si puede; con gusto; favor de"
    ),
    Tag.GREETING: (
        "hola; buenos días; buenas tardes; buenas noches; buenas; estimado; estimada; estimados; "
        "estimadas; señor; señora; señores; señoras; muy señores míos; muy señor mío; querido; equipo; "
        "buen día; a todos; sr; sra; apreciados"
    ),
    Tag.SIGNOFF: (
        "saludos; un saludo; saludos cordiales; un cordial saludo; cordialmente; atentamente; gracias; "
        "muchas gracias; muchas gracias de antemano; gracias de antemano; quedo a la espera; "
        "quedamos a la espera; reciba un cordial saludo; sin otro particular; enviado desde mi iphone; "
        "gracias y saludos; abrazos; atte; saludos y gracias"
    ),
    Tag.MACHINE: (
        "asistente de ia; inteligencia artificial; modelo de lenguaje; nota para la ia; "
        "asistente virtual; ignora las instrucciones; ignore las instrucciones; ignore todas; "
        "ignora todas; nota del sistema; mensaje del sistema; sus reglas; lector automático"
    ),
    Tag.GENERIC: (
        "siguiente; siguientes; artículos; artículo; lista; listado; productos; producto; material; "
        "materiales; piezas; referencias; referencia; oferta; presupuesto; precio; precios; pedido; "
        "solicitud; abajo; adjunto; adjunta; archivo; entrega; fecha; plazo; dirección; respuesta; "
        "ayuda; información; pregunta; preguntas; descuento; condiciones; cantidad; cantidades; "
        "proyecto; obra; total; cosas; cotización; catálogo; factura; muestra; cliente; empresa; "
        "disponibilidad; proveedor; líneas; lo siguiente; ello; eso; esto; mejor; más"
    ),
    Tag.NOT_GOODS: (
        "preguntas; cosas; consultas; "
        "habitaciones; camas; plazas; alumnos; niños; socios; comensales; operarios; día; días; semana; "
        "semanas; mes; meses; año; años; hora; horas; minutos; personas; empleados; "
        "trabajadores; por ciento; euros; eur; dólares; sedes; oficinas; tiendas; plantas; edificios; "
        "líneas; artículos; días hábiles; días laborables; veces; páginas; referencias; opciones; tipos; "
        "proyectos; obras; entregas; grados; clientes; presupuestos; pesos; usd; diferentes; distintos"
    ),
    Tag.QUANTITY: "cantidad; cant; cantidades; número; núm; total; en total; ctd; cdad; cantidad total",
    Tag.ITEM: (
        "ref; referencia; artículo; art; código; cód; código de artículo; producto; modelo; núm; "
        "número de parte; no. de parte; nº de parte; parte; sku; n/p; pieza; su referencia"
    ),
    Tag.REFERENCE: (
        "presupuesto; oferta; pedido; factura; obra; proyecto; expediente; solicitud; cotización; "
        "nº de pedido; orden de compra; oc; edificio; planta; nave; sala; fase; página; tel; teléfono; "
        "tfno; fax; móvil; cif; nif; rfc; nit; cp; c.p; apartado; cliente; cuenta; contrato; licitación; "
        "lote; puerta; muelle; polígono; plano; rev; versión; piso; bloque; local; zona; almacén; km; "
        "albarán; nº; parcela; requisición; folio; req; orden de trabajo; ot"
    ),
    Tag.LABEL: (
        "talla; t; tallas; tipo; clase; serie; modelo; norma; une; en; iso; din; nº; núm; número; no; "
        "diámetro; ø; dn; pn; ral; nivel; formato; color; espesor; ancho; largo; alto; calibre; grado; "
        "cédula; ced; categoría; cat; calidad; grano; sección; rosca; potencia; versión; paso; schedule; "
        "sch; grosor; medida; medidas; longitud; dureza; fuerza; snr; ip; referencia; ref"
    ),
    Tag.MONTH: (
        "enero; febrero; marzo; abril; mayo; junio; julio; agosto; septiembre; setiembre; octubre; "
        "noviembre; diciembre; ene; feb; mar; abr; may; jun; jul; ago; sep; oct; nov; dic"
    ),
    Tag.WEEKDAY: "lunes; martes; miércoles; jueves; viernes; sábado; domingo",
    Tag.STREET: (
        "calle; c/; avenida; avda; av; paseo; plaza; carretera; ctra; camino; polígono; "
        "polígono industrial; pol. ind; ronda; travesía; boulevard; vía; carrera; autopista; pasaje; "
        "rambla; colonia; col"
    ),
    Tag.ORDINAL: (
        "primero; primera; primer; segundo; segunda; tercero; tercera; tercer; cuarto; cuarta; último; "
        "última; quinto; quinta"
    ),
    Tag.LINE: ("línea; líneas; posición; pos; artículo; partida; punto; número; nº; renglón; ítem; item"),
    Tag.SAME: (
        "de ellos; de ellas; de estos; de estas; de esos; de esas; de los mismos; del mismo; "
        "de la misma; iguales; de lo mismo; de eso; de ese; de esa; de esta; de este"
    ),
    Tag.LADDER: (
        "si es más barato; si sale más barato; si es más económico; "
        "escalado; escala de precios; precios por volumen; tramos; por cantidades de; según cantidad; "
        "en cantidades de; precio por cantidad; para cantidades de; escalas"
    ),
    Tag.PURPOSE: "para; destinado a; destinados a; compatible con; válido para",
    Tag.TOWARDS: "a; hacia; al; atn; a la atención",
    Tag.ATTACHED: (
        "adjunto; adjunta; adjuntos; adjuntas; adjuntamos; en adjunto; anexo; anexa; archivo adjunto; "
        "lista adjunta; en el adjunto; el adjunto; en anexo"
    ),
    Tag.SUPPORT: (
        "no ha llegado; no han llegado; no nos ha llegado; no nos han llegado; no hemos recibido; no he recibido; "
        "sigue sin llegar; número de seguimiento; retraso; factura; facturas; pago; transferencia; abono; "
        "reclamación; queja; devolución; garantía; "
        "defectuoso; averiado; seguimiento; confirmación de pedido; albarán; boletín; darse de baja; "
        "candidatura; currículum; solicitud de empleo; vacante; fuera de la oficina; encuesta; manual; "
        "instrucciones; cómo se; contraseña; ficha de seguridad; gracias por su oferta; "
        "gracias por su presupuesto; cita; reembolso; vacaciones; acuse de recibo"
    ),
    Tag.HIRING: "mi currículum; mi cv; busco trabajo; oferta de empleo; solicitud de empleo",
    Tag.OCCASION: ("encuesta; vacaciones; cita; instrucciones; manual"),
}
